using Mim.Core.Discovery.Ssh;
using Mim.Testing.Doubles;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Discovery.Ssh;

public sealed class SshdAdmissionTests
{
    private static readonly SshAccount _root = new("root", "0", "/root") { Groups = ["root"] };
    private static readonly SshAccount _bob = new("bob", "1000", "/home/bob") { Groups = ["bob", "ops"] };

    [Theory]
    [InlineData("PubkeyAuthentication no", "PubkeyAuthentication no", "PubkeyAuthentication no")]
    [InlineData("PermitRootLogin no", "PermitRootLogin no", null)]
    [InlineData("PermitRootLogin prohibit-password", null, null)]
    [InlineData("AuthenticationMethods password keyboard-interactive", "AuthenticationMethods without publickey", "AuthenticationMethods without publickey")]
    [InlineData("AuthenticationMethods password,publickey", null, null)]
    [InlineData("AuthenticationMethods any", null, null)]
    [InlineData("DenyUsers b*", null, "DenyUsers")]
    [InlineData("DenyUsers bob@10.0.0.*", null, null)]
    [InlineData("AllowUsers root\nAllowUsers Bob", null, "AllowUsers without it")]
    [InlineData("AllowUsers bob@10.0.0.1 root", null, null)]
    [InlineData("DenyGroups ops", null, "DenyGroups")]
    [InlineData("AllowGroups ops wheel", "AllowGroups without it", null)]
    [InlineData("Match Address 10.0.0.0/8\nPubkeyAuthentication no", null, null)]
    [InlineData("Match User bob\nPubkeyAuthentication no", null, "PubkeyAuthentication no")]
    [InlineData("Match Group *,!ops\nPubkeyAuthentication no", "PubkeyAuthentication no", null)]
    [InlineData("DenyUsers root\nMatch Group ops\nDenyUsers bob", "DenyUsers", "DenyUsers")]
    public async Task Who_is_turned_away_for_certain_is(string text, string? root, string? bob)
    {
        var machine = new FakeSshMachine { ["/etc/ssh/sshd_config"] = text };
        var configuration = await new SshdConfigurationReader(machine, new SshLayout("/etc/ssh/", '/')).ReadAsync(CancellationToken.None);
        Assert.Equal((root, bob), (SshdAdmission.BarredBy(configuration, _root), SshdAdmission.BarredBy(configuration, _bob)));
    }

    [RequiresProgramTheory("sshd", "ssh", "ssh-keygen")]
    [InlineData("X11Forwarding no")]
    [InlineData("PubkeyAuthentication no")]
    [InlineData("PermitRootLogin no")]
    [InlineData("DenyUsers *")]
    [InlineData("AllowUsers %u")]
    [InlineData("AllowUsers somebody else")]
    [InlineData("DenyGroups *")]
    [InlineData("AllowGroups nobodys")]
    [InlineData("Match User %u", "PubkeyAuthentication no")]
    [InlineData("Match User *,!%u", "PubkeyAuthentication no")]
    public async Task Who_is_told_to_be_turned_away_is_turned_away_by_sshd(params string[] settings)
    {
        var user = Environment.UserName;
        using var server = new SshServer(null, [.. settings.Select(line => line.Replace("%u", user, StringComparison.Ordinal))]);
        var login = ProgramRunner.Run(
            "ssh", "-p", $"{server.Port}", "-i", server.UserKey, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR",
            "-o", $"UserKnownHostsFile={server.KnownHosts}", "-o", "GlobalKnownHostsFile=none", $"{user}@127.0.0.1", "true");

        var machine = new FakeSshMachine { ["/etc/ssh/sshd_config"] = await File.ReadAllTextAsync(server["sshd_config"]) };
        var configuration = await new SshdConfigurationReader(machine, new SshLayout("/etc/ssh/", '/')).ReadAsync(CancellationToken.None);
        var id = ProgramRunner.Run("id", "-u").Succeeded().Output.Trim();
        var groups = ProgramRunner.Run("id", "-Gn").Succeeded().Output.Trim().Split(' ');
        var account = new SshAccount(user, id, "/") { Groups = groups };
        Assert.Equal(login.ExitCode != 0, SshdAdmission.BarredBy(configuration, account) is not null);
    }
}
