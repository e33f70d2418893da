using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Tests.Discovery.Ssh;

public sealed class SshTrustGraphTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly SshTrustGraph _graph = new();

    [Fact]
    public void Whoever_has_the_private_key_logs_in()
    {
        Add(Key("a", SshKeyRole.AuthorizedKey, "web01", "root", "/root/.ssh/authorized_keys"));
        Add(Private("a", "build", "ci", "/home/ci/.ssh/id"));
        var edge = Assert.Single(_graph.Edges());
        Assert.Equal(
            (SshTrustKind.Login, "build", "ci", "/home/ci/.ssh/id", "web01", "root", "/root/.ssh/authorized_keys"),
            (edge.Kind, edge.HolderHost, edge.HolderAccount, edge.Holder, edge.Host, edge.Account, edge.Path));
        Assert.Equal("Login: ci@build -> root@web01", edge.ToString());
    }

    [Fact]
    public void A_key_that_nobody_holds_is_an_orphan()
    {
        Add(Key("a", SshKeyRole.AuthorizedKey, "web01", "root", "/k"));
        var edge = Assert.Single(_graph.Edges());
        Assert.Equal((SshTrustKind.Orphan, null, "root"), (edge.Kind, edge.Holder, edge.Account));
    }

    [Fact]
    public void A_key_in_several_places_is_shared_and_counts_once_a_place()
    {
        Add(Private("a", "one", "ci", "/id"));
        Add(Private("a", "two", "ci", "/id"));
        Add(Private("a", "two", null, "/id"));
        Assert.Equal(["one", "two"], _graph.Edges().Where(edge => edge.Kind == SshTrustKind.SharedKey).Select(edge => edge.HolderHost));
    }

    [Fact]
    public void What_a_machine_revokes_leads_nowhere_there()
    {
        Add(Private("a", "build", "ci", "/id"));
        Add(Key("a", SshKeyRole.AuthorizedKey, "web01", "root", "/k"));
        Add(Key("a", SshKeyRole.AuthorizedKey, "web02", "root", "/k"));
        Add(Key("a", SshKeyRole.RevokedKey, "web01", null, "/revoked"));
        Assert.Equal(["web02"], _graph.Edges().Select(edge => edge.Host));
    }

    [Fact]
    public void Certificates_log_in_to_their_principals_until_they_end()
    {
        Add(Key("ca", SshKeyRole.TrustedAuthority, "web01", null, "/etc/ssh/ca.pub"));
        Add(Private("a", "build", "ci", "/id"));
        Add(Certificate("a", _now.AddDays(1), "root", "deploy"));
        Add(Certificate("a", _now.AddDays(-1), "expired"));
        var edges = _graph.Edges().ToList();
        Assert.Equal([SshTrustKind.Authority, SshTrustKind.Login, SshTrustKind.Login], edges.Select(edge => edge.Kind));
        Assert.Equal([null, "root", "deploy"], edges.Select(edge => edge.Account));
        Assert.All(edges, edge => Assert.Equal("web01", edge.Host));
        Assert.Equal("build", edges[1].HolderHost);
    }

    [Theory]
    [InlineData(null, "root", 1)]
    [InlineData(null, "deploy", 0)]
    [InlineData("deploy,ops", "deploy", 1)]
    [InlineData("deploy,ops", "root", 0)]
    public void An_authority_of_one_account_goes_by_its_principals(string? principals, string certified, int logins)
    {
        Add(Key("ca", SshKeyRole.TrustedAuthority, "web01", "root", "/k") with
        {
            Options = principals is null ? [] : [new SshKeyOption("cert-authority", null), new SshKeyOption("principals", principals)],
        });
        Add(Private("a", "build", "ci", "/id"));
        Add(Certificate("a", null, certified));
        var edges = _graph.Edges().Where(edge => edge.Kind == SshTrustKind.Login).ToList();
        Assert.Equal(logins, edges.Count);
        Assert.All(edges, edge => Assert.Equal("root", edge.Account));
    }

    private void Add(SshKeyFinding finding) => _graph.Add(finding);

    private static SshKeyFinding Private(string fingerprint, string host, string? account, string path) =>
        Key(fingerprint, SshKeyRole.PrivateKey, host, account, path) with { HasPrivateKey = true };

    private static SshKeyFinding Certificate(string fingerprint, DateTimeOffset? end, params IReadOnlyList<string> principals) =>
        Key(fingerprint, SshKeyRole.UserCertificate, "build", "ci", "/id-cert.pub") with
        {
            Certificate = new SshCertificateFacts
            {
                IsForHost = false,
                SerialNumber = 1,
                KeyId = "id",
                Principals = principals,
                NotAfter = end,
                AuthorityKey = [],
                AuthorityFingerprint = "ca",
            },
        };

    private static SshKeyFinding Key(string fingerprint, SshKeyRole role, string host, string? account, string path) => new()
    {
        Status = FindingStatus.Found,
        Role = role,
        LocationKind = LocationKinds.RemoteFile,
        Location = $"{host}:{path}",
        ComputerName = host,
        Account = account,
        Path = path,
        SshFingerprint = fingerprint,
        FoundAt = _now,
    };
}
