using System.Security.Cryptography;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Pki.Certificates;
using Mim.Testing;

namespace Mim.Core.Tests.Discovery;

public sealed class FindingImportTests : IDisposable
{
    private readonly TestSession _source = new();
    private readonly TestSession _store = new();
    private readonly DateTimeOffset _start;

    public FindingImportTests()
    {
        _source.NewAuthority();
        _start = _store.Time.Now;
    }

    public void Dispose()
    {
        _source.Dispose();
        _store.Dispose();
    }

    [Fact]
    public void What_is_new_is_added_with_its_place_and_its_users()
    {
        var finding = AtServer("web01") with { UsedBy = [new CertificateUse("nginx", "/etc/nginx/nginx.conf", 12)] };

        var result = Import(finding)!;

        Assert.Equal((ImportAction.Added, "web01", IdentityKind.Certificate), (result.Action, result.Identity.Name, result.Identity.Kind));
        var location = Assert.Single(Locations(result));
        Assert.Equal((LocationKinds.Endpoint, "web:443", _start, _start), (location.Kind, location.Address, location.FirstSeen, location.LastSeen));
        Assert.Equal("nginx (/etc/nginx/nginx.conf)", Assert.Single(_store.Session.Identities.Consumers(result.IdentityId)).System);
        Assert.Equal(["web01"], _store.Session.Identities.Find(new IdentityQuery { Unmanaged = true }, default).Select(identity => identity.Name));
    }

    [Fact]
    public void What_is_known_is_seen_again_and_keeps_what_people_said()
    {
        var finding = AtServer("web01");
        var first = Import(finding)!;
        _store.Session.Identities.Set(first.IdentityId, new IdentityChange { Owner = "ops", Name = "shop" }, default);

        var again = Import(finding with { FoundAt = _start.AddDays(1) })!;

        Assert.Equal((ImportAction.Unchanged, "shop", "ops"), (again.Action, again.Identity.Name, again.Identity.Owner));
        var location = Assert.Single(Locations(again));
        Assert.Equal((_start, _start.AddDays(1)), (location.FirstSeen, location.LastSeen));
    }

    [Fact]
    public void What_is_said_of_all_that_is_found_gives_way_to_what_people_said_of_one()
    {
        var ofAll = new ImportDocumentation
        {
            Owner = "scan", Purpose = "unknown", Criticality = Criticality.Low, Environment = "lab", Tags = ["found", "team=none"],
        };
        var finding = AtServer("web01");
        var first = Import(finding, ofAll)!;
        Assert.Equal(("scan", "unknown", Criticality.Low), (first.Identity.Owner, first.Identity.Purpose, first.Identity.Criticality));
        _store.Session.Identities.Set(
            first.IdentityId,
            new IdentityChange { Owner = "ops", Purpose = string.Empty, Criticality = Criticality.High, Tags = ["Team=shop"] },
            default);

        var again = Import(finding, ofAll)!.Identity;
        var renewed = Import(AtServer("web01", issueAs: "web01-2", days: 1), ofAll)!;

        Assert.Equal(("ops", "unknown", Criticality.High, "lab"), (again.Owner, again.Purpose, again.Criticality, again.Environment));
        Assert.Equal(["Team=shop", "found"], again.Tags.Order(StringComparer.Ordinal));
        Assert.Equal((ImportAction.Renewed, "ops", Criticality.High), (renewed.Action, renewed.Identity.Owner, renewed.Identity.Criticality));
    }

    [Fact]
    public void Of_two_certificates_at_a_place_the_one_that_is_named_is_gone()
    {
        var curve = Import(AtServer("web01"))!;
        var rsa = Import(AtServer("web01", issueAs: "rsa", algorithm: KeyAlgorithm.Rsa2048))!;

        var gone = Import(Nothing(FindingStatus.Gone) with { Fingerprint = rsa.Identity.Fingerprint })!;

        Assert.Equal((ImportAction.Gone, rsa.IdentityId), (gone.Action, gone.IdentityId));
        Assert.NotNull(Assert.Single(Locations(rsa)).GoneAt);
        Assert.Null(Assert.Single(Locations(curve)).GoneAt);
    }

    [Fact]
    public void A_renewal_elsewhere_is_the_next_version()
    {
        var first = Import(AtServer("web01"))!;
        _source.Time.Now += TimeSpan.FromDays(20);

        var second = Import(AtServer("web01", issueAs: "web01-2", days: 20))!;

        Assert.Equal((ImportAction.Renewed, first.IdentityId, 2), (second.Action, second.IdentityId, second.Identity.Version));
        Assert.Equal(VersionState.Active, second.Identity.Status);
        Assert.Equal(second.Identity.CurrentVersionId, Assert.Single(Locations(second)).VersionId);
    }

    [Fact]
    public void Something_else_at_a_place_is_a_change()
    {
        var first = Import(AtServer("web01"))!;

        var second = Import(AtServer("other", days: 1))!;

        Assert.Equal((ImportAction.Changed, "other", "web01"), (second.Action, second.Identity.Name, second.Replaced));
        Assert.NotNull(Assert.Single(Locations(first)).GoneAt);
        Assert.Null(Assert.Single(Locations(second)).GoneAt);
    }

    [Fact]
    public void A_server_may_have_a_certificate_of_each_family()
    {
        var curve = Import(AtServer("web01"))!;
        var rsa = Import(AtServer("web01", issueAs: "rsa", algorithm: KeyAlgorithm.Rsa2048))!;

        Assert.Equal([ImportAction.Added, ImportAction.Added], [curve.Action, rsa.Action]);
        Assert.All([curve, rsa], result => Assert.Null(Assert.Single(Locations(result)).GoneAt));
    }

    [Theory]
    [InlineData(FindingStatus.Refused, true)]
    [InlineData(FindingStatus.Gone, true)]
    [InlineData(FindingStatus.NotTls, true)]
    [InlineData(FindingStatus.TimedOut, false)]
    [InlineData(FindingStatus.AccessDenied, false)]
    public void A_place_is_gone_when_nothing_can_be_there(FindingStatus status, bool isGone)
    {
        var known = Import(AtServer("web01"))!;

        var result = Import(Nothing(status));

        Assert.Equal(isGone, result?.Action == ImportAction.Gone);
        Assert.Equal(isGone, Assert.Single(Locations(known)).GoneAt is not null);
        Assert.Null(Import(Nothing(status) with { Location = "unknown:443" }));
    }

    [Fact]
    public void A_scan_says_nothing_of_what_it_did_not_look_for()
    {
        var certificate = Import(AtServer("web01"))!;
        var key = Import(KeyAtServer())!;

        Assert.Null(Assert.Single(Locations(certificate)).GoneAt);
        Assert.Equal((ImportAction.Added, IdentityKind.SshHostKey), (key.Action, key.Identity.Kind));
        Assert.Equal(certificate.IdentityId, Import(Nothing(FindingStatus.NotTls))!.IdentityId);
        Assert.Null(Assert.Single(Locations(key)).GoneAt);
        Assert.Null(Import(Nothing(FindingStatus.NotTls)));
        Assert.Null(Import(KeyAtServer() with { Role = SshKeyRole.RevokedKey, Kind = null }));
        Assert.Equal(key.IdentityId, Import(KeyAtServer() with { Status = FindingStatus.NotSsh, Fingerprint = null, PublicKey = null, Kind = null })!.IdentityId);
    }

    [Fact]
    public void What_an_older_scan_saw_changes_nothing_that_is_newer()
    {
        var now = Import(AtServer("web01", days: 5))!;

        Import(AtServer("other"));

        Assert.Null(Assert.Single(Locations(now)).GoneAt);
    }

    [Fact]
    public void An_old_version_that_comes_back_is_a_change()
    {
        var old = AtServer("web01");
        Import(old);
        Import(AtServer("web01", issueAs: "web01-2", days: 1));

        var result = Import(old with { FoundAt = _start.AddDays(2) })!;

        Assert.Equal((ImportAction.Changed, 2), (result.Action, result.Identity.Version));
    }

    private IReadOnlyList<Location> Locations(ImportResult result) => _store.Session.Identities.Locations(result.IdentityId);

    private ImportResult? Import(Finding finding, ImportDocumentation? documentation = null)
    {
        using var run = _store.Session.Importer.Open(default);
        run.AddFinding(finding, documentation ?? new ImportDocumentation());
        var outcome = run.Complete().SingleOrDefault();
        return outcome?.Error is { } error ? throw error : outcome?.Result;
    }

    private CertificateFinding AtServer(string name, string? issueAs = null, int days = 0, KeyAlgorithm algorithm = KeyAlgorithm.EcdsaP256)
    {
        var issued = _source.Session.Certificates.Issue(
            new NewCertificate { Name = issueAs ?? name, Subject = $"CN={name}", DnsNames = [$"{name}.test"], KeyAlgorithm = algorithm }, default);
        var version = _source.Session.Identities.Versions(issued.Id)[^1];
        return Nothing(FindingStatus.Found).With(new CertificateReader().Read(version.Certificate!)) with { FoundAt = _start.AddDays(days) };
    }

    private SshKeyFinding KeyAtServer() => new()
    {
        Status = FindingStatus.Found,
        Role = SshKeyRole.HostKey,
        Kind = IdentityKind.SshHostKey,
        LocationKind = LocationKinds.Endpoint,
        Location = "web:443",
        Fingerprint = Convert.ToHexString(SHA256.HashData("key"u8)),
        PublicKey = [.. "key"u8],
        KeyAlgorithm = "EcdsaP256",
        SuggestedName = "web",
        FoundAt = _start.AddDays(11),
    };

    private CertificateFinding Nothing(FindingStatus status) => new()
    {
        Status = status, LocationKind = LocationKinds.Endpoint, Location = "web:443", FoundAt = _start.AddDays(10),
    };
}
