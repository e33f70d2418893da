using System.Globalization;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Discovery;

/// <summary>What the inventory knows and a scan does not come across.</summary>
public sealed class MissingCertificatesTests : CertificateDiscoveryTest
{
    [Fact]
    public async Task Of_a_range_what_is_known_is_told_when_it_does_not_answer()
    {
        Store.NewAuthority();
        Import(AtEndpoint("10.0.0.2:443", Store.NewCertificate("web01").Id));

        var finding = Assert.Single(await Ask("10.0.0.1-3"));

        Assert.Equal((FindingStatus.Refused, "10.0.0.2:443"), (finding.Status, finding.Location));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task A_certificate_that_a_server_has_no_longer_is_gone_beside_the_other(bool isComplete, bool isGone)
    {
        Store.NewAuthority();
        var curve = Store.NewCertificate("curve").Id;
        var rsa = Store.Session.Certificates.Issue(new NewCertificate { Name = "rsa", KeyAlgorithm = KeyAlgorithm.Rsa2048 }, default);
        Import(AtEndpoint("10.0.0.1:443", curve));
        Import(AtEndpoint("10.0.0.1:443", rsa.Id));
        Probe = new ScriptedProbe(_ => Shows(curve) with { IsComplete = isComplete });

        var found = await Ask("10.0.0.1");

        Assert.Equal((FindingStatus.Found, "curve"), (found[0].Status, found[0].KnownAs));
        Assert.Equal(
            isGone ? [(FindingStatus.Gone, "10.0.0.1:443", "rsa", rsa.Fingerprint)] : [],
            found.Skip(1).Select(finding => (finding.Status, finding.Location, finding.KnownAs, finding.Fingerprint)));
    }

    [Theory]
    [InlineData("LocalMachine/My", "LocalMachine/My")]
    [InlineData("CurrentUser/My", "CurrentUser:{0}/My")]
    public void What_a_certificateStore_has_no_longer_is_gone(string store, string place)
    {
        place = string.Format(CultureInfo.InvariantCulture, place, Environment.UserName);
        Store.NewAuthority();
        Files.Sightings.Add(Sighting(store, Store.NewCertificate("kept").Id) with { Entry = "AA" });
        Files.Sightings.Add(Sighting(store, Store.NewCertificate("lost").Id) with { Entry = "BB" });
        Files.Sightings.Add(Sighting(store + "2", Store.NewCertificate("other").Id) with { Entry = "CC" });
        var first = Discovery.Find(store, default).Concat(Discovery.Find(store + "2", default)).ToList();
        first.ForEach(Import);
        Assert.Equal($"{place}#BB", first[1].Location);
        Files.Sightings.RemoveAt(1);

        Assert.Equal(
            [(FindingStatus.Found, "kept", $"{place}#AA"), (FindingStatus.Gone, "lost", $"{place}#BB")],
            Discovery.Find(store, default).Select(finding => (finding.Status, finding.KnownAs, finding.Location)));
    }

    [Fact]
    public async Task What_the_inventory_knows_and_a_scan_does_not_meet_is_gone()
    {
        Store.NewAuthority();
        var kept = Store.NewCertificate("kept");
        Files.Sightings.Add(Sighting("/srv/tls/kept.pem", kept.Id));
        Files.Sightings.Add(Sighting("/srv/tls/lost.pem", Store.NewCertificate("lost").Id));
        Files.Sightings.Add(Sighting("/srv/tls/deep/other.pem", Store.NewCertificate("other").Id));
        var scan = new FileScan { Paths = ["/srv/tls"], Recurse = true };
        using (var run = Store.Session.Importer.Open(default))
        {
            await foreach (var finding in Discovery.FindAsync(scan, null, default))
            {
                run.AddFinding(finding, new ImportDocumentation());
            }

            Assert.All(run.Complete(), outcome => Assert.Null(outcome.Error));
        }

        Files.Sightings.RemoveAll(sighting => sighting.Path.Contains("lost", StringComparison.Ordinal));

        var again = await Discovery.FindAsync(scan, null, default).ToListAsync();
        Assert.Equal(
            [("/srv/tls/kept.pem", FindingStatus.Found, "kept"), ("/srv/tls/deep/other.pem", FindingStatus.Found, "other"), ("/srv/tls/lost.pem", FindingStatus.Gone, "lost")],
            again.Select(finding => (finding.Location, finding.Status, finding.KnownAs)));
    }

    [Theory]
    [InlineData("/srv/tls", "/srv/tls/web.key", true)]
    [InlineData("/srv/tls", "/srv/tls/store.jks#a/b", true)]
    [InlineData("/srv/tls", "/srv/tls/deep/web.pem", false)]
    [InlineData("/srv/tls", "/srv/tls/c#/there.pem", false)]
    [InlineData("/srv/tls", "/srv/tls2/web.pem", false)]
    [InlineData("/", "/web.pem", true)]
    [InlineData("/srv/tls/web.pem", "/srv/tls/web.pem#2", true)]
    [InlineData("/srv/tls/web.pem", "/srv/tls/web.pem2", false)]
    public async Task Only_what_lies_within_a_scan_is_missed(string path, string place, bool isMissed)
    {
        Store.NewAuthority();
        Import(At(place, Store.NewCertificate("web").Id));
        var other = Store.NewCertificate("other").Id;
        Files.Sightings.Add(Sighting("/srv/tls/web.pem", other));
        Files.Sightings.Add(Sighting("/srv/tls/c#/there.pem", other));

        var found = await Discovery.FindAsync(new FileScan { Paths = [path] }, null, default).ToListAsync();

        Assert.Equal(
            isMissed ? [place] : [],
            found.Where(finding => finding.Status == FindingStatus.Gone).Select(finding => finding.Location));
    }

    [Fact]
    public async Task Keys_of_SSH_are_not_missed_by_a_scan_for_certificates()
    {
        Import(new SshKeyFinding
        {
            Status = FindingStatus.Found,
            Role = SshKeyRole.PrivateKey,
            Kind = IdentityKind.SshKey,
            LocationKind = LocationKinds.File,
            Location = "/srv/tls/id_rsa",
            Fingerprint = new string('A', 64),
            PublicKey = [1],
            SuggestedName = "deploy",
            FoundAt = Store.Time.Now,
        });

        Assert.Empty(await Discovery.FindAsync(new FileScan { Paths = ["/srv/tls"] }, null, default).ToListAsync());
    }
}
