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

    [Fact]
    public void What_sshd_does_not_go_by_is_told_apart()
    {
        Add(Private("a", "build", "ci", "/id"));
        Add(Key("a", SshKeyRole.AuthorizedKey, "web01", "root", "/k") with { Barred = "PermitRootLogin no" });
        Add(Key("b", SshKeyRole.AuthorizedKey, "web01", "bob", "/old.bak") with { Barred = "not named" });
        Add(Key("ca", SshKeyRole.TrustedAuthority, "web01", null, "/ca") with { Barred = "not named" });
        Add(Certificate("a", null, "root"));
        var edges = _graph.Edges().ToList();
        Assert.All(edges, edge => Assert.Equal(SshTrustKind.Barred, edge.Kind));
        Assert.Equal(["PermitRootLogin no", "not named", "not named"], edges.Select(edge => edge.Barred));
        Assert.Equal(["build", null, null], edges.Select(edge => edge.HolderHost));
    }

    [Fact]
    public void A_list_that_sshd_does_not_go_by_revokes_nothing_and_neither_do_known_hosts()
    {
        Add(Key("a", SshKeyRole.AuthorizedKey, "web01", "root", "/k"));
        Add(Key("a", SshKeyRole.RevokedKey, "web01", null, "/etc/ssh/old.krl") with { Barred = "not named" });
        Add(Key("a", SshKeyRole.RevokedKey, "web01", null, "/root/.ssh/known_hosts") with { Hosts = ["*"] });
        Assert.Equal(SshTrustKind.Orphan, Assert.Single(_graph.Edges()).Kind);
    }

    [Theory]
    [InlineData("serial 1", "ca")]
    [InlineData("serial 0-5", null)]
    [InlineData("id id", "ca")]
    [InlineData("id id", null)]
    [InlineData(null, "a")]
    [InlineData(null, "ca")]
    public void Revoked_certificates_lead_nowhere(string? what, string? fingerprint)
    {
        Certified();
        Add(Key(fingerprint!, SshKeyRole.RevokedKey, "web01", null, "/krl") with { Revokes = what });
        Assert.DoesNotContain(_graph.Edges(), edge => edge.Kind == SshTrustKind.Login);
    }

    [Theory]
    [InlineData("serial 2-5", "ca")]
    [InlineData("serial 1", "other")]
    [InlineData("id other", null)]
    public void Other_certificates_of_a_list_are_no_matter(string what, string? fingerprint)
    {
        Certified();
        Add(Key(fingerprint!, SshKeyRole.RevokedKey, "web01", null, "/krl") with { Revokes = what });
        Assert.Single(_graph.Edges(), edge => edge.Kind == SshTrustKind.Login);
    }

    [Fact]
    public void Keys_are_revoked_by_the_older_digest_too()
    {
        Add(Key("a", SshKeyRole.AuthorizedKey, "web01", "root", "/k") with { PublicKey = [1, 2, 3] });
        Add(Key("SHA1:cDeAcZjCKn0rCAc3HXY3eahP388", SshKeyRole.RevokedKey, "web01", null, "/krl") with
        {
            Revokes = "key SHA1:cDeAcZjCKn0rCAc3HXY3eahP388",
        });
        Assert.Empty(_graph.Edges());
    }

    [Fact]
    public void Accounts_that_an_authority_does_not_let_in_are_left_out()
    {
        Add(Key("ca", SshKeyRole.TrustedAuthority, "web01", null, "/ca") with { ExceptAccounts = ["root"] });
        Add(Private("a", "build", "ci", "/id"));
        Add(Certificate("a", null, "root", "deploy"));
        Assert.Equal("deploy", Assert.Single(_graph.Edges(), edge => edge.Kind == SshTrustKind.Login).Account);
    }

    [Fact]
    public void A_private_key_that_shows_nothing_is_the_one_of_the_public_key_beside_it()
    {
        Add(Private("a", "build", "ci", "/old") with { SshFingerprint = null, IsEncrypted = true });
        Add(Private("a", "other", "ci", "/old") with { SshFingerprint = null, IsEncrypted = true });
        Add(Key("a", SshKeyRole.PublicKey, "build", "ci", "/old.pub"));
        Add(Key("a", SshKeyRole.AuthorizedKey, "web01", "root", "/k"));
        var edge = Assert.Single(_graph.Edges());
        Assert.Equal((SshTrustKind.Login, "build", "/old", true), (edge.Kind, edge.HolderHost, edge.Holder, edge.IsEncrypted));
    }

    private void Certified()
    {
        Add(Key("ca", SshKeyRole.TrustedAuthority, "web01", null, "/ca"));
        Add(Private("a", "build", "ci", "/id"));
        Add(Certificate("a", null, "root"));
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
