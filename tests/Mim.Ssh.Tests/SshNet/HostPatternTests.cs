using Mim.Ssh.SshNet;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.SshNet;

public sealed class HostPatternTests
{
    [RequiresProgramFact("ssh-keygen")]
    public void Names_that_ssh_keygen_hashed_are_recognised()
    {
        using var folder = new TemporaryFolder();
        ProgramRunner.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder["key"]).Succeeded();
        File.WriteAllText(folder["known"], $"[web01]:2222 {File.ReadAllText(folder["key.pub"])}");
        ProgramRunner.Run("ssh-keygen", "-q", "-H", "-f", folder["known"]).Succeeded();
        var hashed = File.ReadAllText(folder["known"]).Split(' ')[0];
        Assert.StartsWith("|1|", hashed, StringComparison.Ordinal);
        Assert.True(HostPattern.Fits([hashed], "[web01]:2222"));
        Assert.False(HostPattern.Fits([hashed], "[web02]:2222"));
    }

    [Theory]
    [InlineData("web?", "web1", true)]
    [InlineData("WEB*", "web1", true)]
    [InlineData("web?", "web", false)]
    [InlineData("[*]:22", "[a]:22", true)]
    [InlineData("|1|", "web1", false)]
    public void Patterns_fit_as_they_do_for_ssh(string pattern, string name, bool fits) => Assert.Equal(fits, HostPattern.Fits([pattern], name));
}
