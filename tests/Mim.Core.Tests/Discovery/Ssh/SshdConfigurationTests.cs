using Mim.Core.Discovery.Ssh;
using Mim.Testing.Doubles;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Discovery.Ssh;

public sealed class SshdConfigurationTests
{
    private const string Sample = """
        # as administrators write it
        PermitRootLogin no
        AuthorizedKeysFile	.ssh/authorized_keys  "/etc/ssh/keys/%u"   # all
        TrustedUserCAKeys=/etc/ssh/ca.pub
        RevokedKeys none
        Match User deploy,ci-*,!ci-old
            AuthorizedKeysFile /srv/deploy/%U
        Match Group ops User *
            AuthorizedKeysFile "/srv/with space/%u"
        Match all
            TrustedUserCAKeys /etc/ssh/later.pub
        """;

    private static readonly SshAccount _root = new("root", "0", "/root") { Groups = ["root"] };

    [RequiresProgramTheory("sshd", "ssh-keygen")]
    [InlineData("root", "root")]
    [InlineData("deploy", "users")]
    [InlineData("ci-old", "users")]
    [InlineData("ci-7", "users")]
    public async Task What_holds_for_an_account_is_what_sshd_says(string user, string group)
    {
        using var server = new SshServer();
        var text = await File.ReadAllTextAsync(server["sshd_config"]);
        var own = text.Replace("AuthorizedKeysFile", "AuthorizedKeysFile .ssh/one", StringComparison.Ordinal)
            + $"Match User deploy\n  AuthorizedKeysFile /srv/%u /srv/all\nMatch User ci-*,!ci-old\n  TrustedUserCAKeys /etc/ssh/ca.pub\n";
        await File.WriteAllTextAsync(server["other_config"], own);
        var told = ProgramRunner.Run(ProgramFinder.Find("sshd")!, "-T", "-f", server["other_config"], "-C", $"user={user},host=localhost,addr=127.0.0.1");
        var effective = SshdConfiguration.OfEffective(told.Succeeded().Output);
        var written = await ReadAsync(own);
        var account = new SshAccount(user, "1", $"/home/{user}") { Groups = [group] };
        foreach (var keyword in new[] { "authorizedkeysfile", "trustedusercakeys", "hostkey" })
        {
            Assert.Equal(effective.For(account, keyword) ?? [], written.For(account, keyword) ?? []);
        }
    }

    [Fact]
    public async Task Match_blocks_are_kept_to()
    {
        var written = await ReadAsync(Sample[Sample.IndexOf("Match", StringComparison.Ordinal)..]);
        Assert.True(written.HasConditions);
        Assert.Null(written.For(_root, "authorizedkeysfile"));
        Assert.Equal(["/srv/deploy/%U"], written.For(_root with { Name = "ci-7" }, "authorizedkeysfile"));
        Assert.Null(written.For(_root with { Name = "ci-old" }, "authorizedkeysfile"));
        Assert.Equal(["/srv/with space/%u"], written.For(_root with { Groups = ["users", "ops"] }, "authorizedkeysfile"));
        Assert.Equal(["/etc/ssh/later.pub"], written.For(_root, "trustedusercakeys"));
    }

    [Fact]
    public async Task Blocks_count_for_more_than_what_stands_outside()
    {
        var written = await ReadAsync(Sample);
        Assert.Equal([".ssh/authorized_keys", "/etc/ssh/keys/%u"], written.For(_root, "authorizedkeysfile"));
        Assert.Equal(["/srv/deploy/%U"], written.For(_root with { Name = "deploy" }, "authorizedkeysfile"));
        Assert.Equal(["/etc/ssh/later.pub"], written.For(_root, "trustedusercakeys"));
        Assert.Empty(written.For(_root, "revokedkeys")!);
    }

    [Fact]
    public async Task What_depends_on_where_somebody_comes_from_may_hold()
    {
        var written = await ReadAsync("Match Address 10.0.0.0/8\nAuthorizedKeysFile /srv/inside\nMatch all\nAuthorizedKeysFile /srv/all\nAuthorizedKeysFile /srv/never\n");
        Assert.Equal(["/srv/inside", "/srv/all"], written.For(_root, "authorizedkeysfile"));
    }

    [Fact]
    public async Task Included_files_come_in_their_order_and_keep_their_blocks_to_themselves()
    {
        var machine = new FakeSshMachine
        {
            ["/etc/ssh/sshd_config"] = "Include sshd_config.d/*.conf\nHostKey /etc/ssh/last\nInclude /etc/ssh/sshd_config\n",
            ["/etc/ssh/sshd_config.d/20.conf"] = "HostKey /etc/ssh/second\n",
            ["/etc/ssh/sshd_config.d/10.conf"] = "HostKey /etc/ssh/first\nMatch User deploy\nTrustedUserCAKeys /etc/ssh/ca\n",
            ["/etc/ssh/sshd_config.d/10.conf.old"] = "HostKey /etc/ssh/old\n",
        };
        var written = await ReadAsync(machine);
        Assert.Equal(["/etc/ssh/first", "/etc/ssh/second", "/etc/ssh/last"], written.All("hostkey"));
        Assert.Null(written.For(_root, "trustedusercakeys"));
        Assert.Equal(["/etc/ssh/ca"], written.For(_root with { Name = "deploy" }, "trustedusercakeys"));
    }

    private static Task<SshdConfiguration> ReadAsync(string text) => ReadAsync(new FakeSshMachine { ["/etc/ssh/sshd_config"] = text });

    private static Task<SshdConfiguration> ReadAsync(FakeSshMachine machine) =>
        new SshdConfigurationReader(machine, new SshLayout("/etc/ssh/", '/')).ReadAsync(CancellationToken.None);
}
