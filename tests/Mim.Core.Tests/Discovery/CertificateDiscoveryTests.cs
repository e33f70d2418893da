using System.Net;
using Mim.Core.Discovery;
using Mim.Core.Revocation;
using Mim.Core.Risk;
using Mim.Testing;
using Mim.Testing.Certificates;
using Mim.Testing.Doubles;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Discovery;

public sealed class CertificateDiscoveryTests : CertificateDiscoveryTest
{
    [Fact]
    public async Task A_finding_says_what_where_and_whose_it_is()
    {
        Store.NewAuthority();
        var web = Store.NewCertificate("web01.test");
        Probe = new ScriptedProbe(_ => Shows(web.Id)) { Names = { ["web01.test"] = [IPAddress.Loopback] } };

        var finding = Assert.Single(await Ask("web01.test"));

        Assert.Equal(
            (FindingStatus.Found, "web01.test:443", "127.0.0.1", "web01.test", "web01.test"),
            (finding.Status, finding.Location, finding.IPAddress, finding.ServerName, finding.KnownAs));
        Assert.Equal((web.Fingerprint, "Tls13", true, true), (finding.Fingerprint, finding.Protocol, finding.NameMatches, finding.IsTrusted));
        Assert.Empty(finding.PathErrors);
    }

    [Fact]
    public async Task What_strangers_name_an_entry_does_nothing_to_a_terminal()
    {
        Store.NewAuthority();
        Files.Sightings.Add(Sighting("/srv/web.jks", Store.NewCertificate("web").Id) with { Entry = "a\u001B[2J" });

        var finding = Assert.Single(await Discovery.FindAsync(new FileScan { Paths = ["/srv/web.jks"] }, null, default).ToListAsync());

        Assert.Equal(("a\uFFFD[2J", "a\uFFFD[2J"), (finding.Entry, finding.Location.Split('#')[1]));
    }

    [Fact]
    public async Task Every_reason_against_a_certificate_is_told()
    {
        Store.NewAuthority();
        var web = Store.NewCertificate("web01.test");
        using var other = new TestSession();
        var certificate = Store.Session.Identities.Versions(web.Id)[^1].Certificate!;
        Probe = new ScriptedProbe(_ => new EndpointAnswer(FindingStatus.Found) { Chains = [new ServedChain([certificate], "Tls12", "x")] });
        using var session = DecoratedSession.Open(
            other.Location, new ManualTimeProvider(Store.Time.Now.AddYears(5)), parts => parts with { Discovery = Scripted() });

        var finding = Assert.Single(await session.Discovery.FindAsync(Scan("10.0.0.1"), null, default).ToListAsync());

        Assert.Equal((false, false, null), (finding.NameMatches, finding.IsTrusted, finding.KnownAs));
        Assert.Contains(finding.PathErrors, reason => reason.Contains("expired", StringComparison.Ordinal));
        Assert.Contains(finding.PathErrors, reason => reason.Contains("10.0.0.1", StringComparison.Ordinal));
        Assert.Contains(finding.Health, health => health.Rule.Contains("Expired", StringComparison.Ordinal));
        Assert.True(finding.Severity >= HealthSeverity.Medium);
    }

    [Fact]
    public async Task What_cannot_be_read_is_damaged()
    {
        Probe = new ScriptedProbe(_ => new EndpointAnswer(FindingStatus.Found) { Chains = [new ServedChain([[0x30, 0x00]], "Tls12", "x")] });

        Assert.Equal(FindingStatus.Damaged, Assert.Single(await Ask("10.0.0.1")).Status);
    }

    [Fact]
    public async Task Of_a_range_only_what_answers_is_told()
    {
        Probe = new ScriptedProbe(question => new EndpointAnswer(FindingStatus.TimedOut)
        {
            ConnectTime = question.Address.Equals(IPAddress.Parse("10.0.0.2")) ? TimeSpan.FromMilliseconds(1) : null,
        });

        Assert.Equal(["10.0.0.2:443"], (await Ask("10.0.0.1-3")).Select(finding => finding.Location));
        Assert.Equal(3, (await Discovery.FindAsync(Scan("10.0.0.1-3") with { IncludeUnreachable = true }, null, default).ToListAsync()).Count);
        Assert.Equal(["10.0.0.1:443"], (await Ask("10.0.0.1")).Select(finding => finding.Location));
    }

    [Fact]
    public async Task Beside_a_range_hosts_that_are_named_are_told_of_all_the_same()
    {
        Probe = new ScriptedProbe(_ => new EndpointAnswer(FindingStatus.TimedOut)) { Names = { ["web"] = [IPAddress.Parse("10.0.1.1")] } };
        var scan = Scan("10.0.0.1") with { Targets = EndpointTargets.Parse(["10.0.0.0/24", "web", "nowhere", "10.0.0.9", "::1"], [], [443]) };

        var findings = await Discovery.FindAsync(scan, null, default).ToListAsync();

        Assert.Equal(
            ["10.0.0.9:443", "[::1]:443", "nowhere:443", "web:443"],
            findings.Select(finding => finding.Location).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_address_and_each_name_is_a_place_of_its_own()
    {
        Probe = new ScriptedProbe(_ => new EndpointAnswer(FindingStatus.Reset))
        {
            Names = { ["web"] = [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2")] },
        };

        Assert.Equal(["10.0.0.1:443/web", "10.0.0.2:443/web"], (await Ask("web")).Select(finding => finding.Location));
        var scan = Scan("10.0.0.1") with { ServerNames = ["a", "b"] };
        Assert.Equal(["10.0.0.1:443/a", "10.0.0.1:443/b"], (await Discovery.FindAsync(scan, null, default).ToListAsync()).Select(finding => finding.Location));
        Assert.Equal(FindingStatus.NoSuchHost, Assert.Single(await Ask("nowhere")).Status);
    }

    [Fact]
    public async Task A_server_name_must_be_one()
    {
        var scan = Scan("10.0.0.1") with { ServerNames = ["web_01!"] };

        var error = await Assert.ThrowsAsync<MimException>(async () => await Discovery.FindAsync(scan, null, default).ToListAsync());

        Assert.Equal((MimErrorCause.InvalidArgument, "web_01!"), (error.Cause, error.Subject));
        Assert.Empty(Probe.Asked);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("::1")]
    public async Task An_address_is_no_server_name(string name)
    {
        var error = await Assert.ThrowsAsync<MimException>(
            async () => await Discovery.FindAsync(Scan("10.0.0.1") with { ServerNames = [name] }, null, default).ToListAsync());

        Assert.Contains("server name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_name_is_asked_for_once_however_it_is_written()
    {
        Probe = new ScriptedProbe(_ => new EndpointAnswer(FindingStatus.Reset));

        await Discovery.FindAsync(Scan("10.0.0.1") with { ServerNames = ["a.test", "A.test."] }, null, default).ToListAsync();

        Assert.Single(Probe.Asked);
    }

    [Fact]
    public async Task What_is_excluded_is_not_asked_by_its_name_either()
    {
        Probe = new ScriptedProbe(_ => new EndpointAnswer(FindingStatus.Reset)) { Names = { ["web"] = [IPAddress.Parse("10.0.0.1")] } };
        var scan = new EndpointScan { Targets = EndpointTargets.Parse(["web"], ["10.0.0.0/8"], [443]) };

        Assert.Equal(FindingStatus.NoSuchHost, Assert.Single(await Discovery.FindAsync(scan, null, default).ToListAsync()).Status);
        Assert.Empty(Probe.Asked);
    }

    [Fact]
    public async Task A_scan_goes_on_where_it_was_stopped()
    {
        Probe = new ScriptedProbe(_ => new EndpointAnswer(FindingStatus.Reset));
        EndpointProgress? last = null;
        var scan = Scan("10.0.0.1-100") with { IncludeUnreachable = true };
        var first = new List<string>();
        await foreach (var finding in Discovery.FindAsync(scan, new ImmediateProgress<EndpointProgress>(now => last = now), default))
        {
            first.Add(finding.Location);
            if (first.Count == 40)
            {
                break;
            }
        }

        Assert.InRange(last!.Finished, 0, 40);
        var second = await Discovery.FindAsync(scan with { Skip = last.Finished }, null, default).Select(finding => finding.Location).ToListAsync();
        Assert.Equal(100, first.Union(second).Count());
    }

    [Fact]
    public async Task A_scan_that_is_cancelled_ends()
    {
        using var stop = new CancellationTokenSource();
        Probe = new ScriptedProbe(_ =>
        {
            stop.Cancel();
            return new EndpointAnswer(FindingStatus.Reset);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Discovery.FindAsync(Scan("10.0.0.0/8"), null, stop.Token).ToListAsync());
        Assert.InRange(Probe.Asked.Count, 1, 2000);
    }

    [RequiresProgramTheory("openssl")]
    [InlineData("V", "issuer", 0, OcspStatus.Good, null)]
    [InlineData("V", "stranger", 0, OcspStatus.Good, "StapleForged")]
    [InlineData("V", "issuer", 8, OcspStatus.Good, "StapleExpired")]
    [InlineData("R 260102030405Z,keyCompromise", "signer", 0, OcspStatus.Revoked, "StapleRevoked")]
    [InlineData(null, "issuer", 0, OcspStatus.Unknown, "StapleUnknown")]
    [InlineData("nothing", "issuer", 0, null, "StapleUseless")]
    public async Task A_stapled_response_is_judged(string? entry, string signer, int days, OcspStatus? status, string? rule)
    {
        using var authority = new OcspAuthority();
        Store.Time.Now = TimeProvider.System.GetUtcNow().AddDays(days);
        var staple = entry == "nothing" ? [0x30, 3, 0x0A, 1, 6] : authority.Respond(entry, signer);
        Probe = new ScriptedProbe(_ => new EndpointAnswer(FindingStatus.Found)
        {
            Chains = [new ServedChain([authority.Certificate, authority.Issuer], "Tls13", "TLS_AES_128_GCM_SHA256") { OcspStaple = staple }],
        });

        var finding = Assert.Single(await Ask("10.0.0.1"));

        Assert.Equal(status, finding.Ocsp?.Status);
        Assert.Equal(rule is null ? [] : [rule], finding.Health.Select(health => health.Rule).Where(name => name.StartsWith("Staple", StringComparison.Ordinal)));
        Assert.Equal(rule == "StapleRevoked", finding.PathErrors.Any(reason => reason.Contains("its issuer revoked it 2026-01-02 03:04Z", StringComparison.Ordinal)));
    }
}
