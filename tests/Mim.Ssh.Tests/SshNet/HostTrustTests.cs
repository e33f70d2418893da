using Mim.Core.Discovery.Ssh;
using Mim.Ssh.SshNet;
using Mim.Testing;

namespace Mim.Ssh.Tests.SshNet;

public sealed class HostTrustTests
{
    private const string Ours = "AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g";
    private const string Other = "AAAAC3NzaC1lZDI1NTE5AAAAIP8CAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g";

    [Theory]
    [InlineData("[web01]:2222 ssh-ed25519 " + Ours)]
    [InlineData("# ours\n\n[web02]:2222,[web*]:22?2 ssh-ed25519 " + Ours + " comment")]
    [InlineData("damaged\n[web01]:2222 ssh-ed25519 " + Other + "\n[web01]:2222 ssh-ed25519 " + Ours)]
    public void A_key_that_is_known_of_a_host_is_taken(string lines) => Assert.Null(Refusal(lines));

    [Theory]
    [InlineData("", "No host key of")]
    [InlineData("web01 ssh-ed25519 " + Ours, "No host key of")]
    [InlineData("!*,[web01]:2222 ssh-ed25519 " + Ours, "No host key of")]
    [InlineData("@cert-authority * ssh-ed25519 " + Ours, "No host key of")]
    [InlineData("[web01]:2222 ssh-ed25519 " + Other, "SHOWS ANOTHER HOST KEY")]
    [InlineData("@revoked * ssh-ed25519 " + Ours + "\n[web01]:2222 ssh-ed25519 " + Ours, "revoked")]
    public void Any_other_is_refused_by_its_fingerprint(string lines, string reason)
    {
        var refusal = Refusal(lines)!;
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ssh-ed25519 SHA256:", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_lines_do_no_harm()
    {
        var mutator = new Mutator(seed: 22);
        var sample = System.Text.Encoding.UTF8.GetBytes($"!a*,[web01]:2222,|1|c2FsdA==|aGFzaA== ssh-ed25519 {Ours} comment\n@revoked * ssh-ed25519 {Other}");
        for (var round = 0; round < 500; round++)
        {
            Refusal(System.Text.Encoding.UTF8.GetString(mutator.Mutate(sample)));
        }
    }

    private static MachineUnreachableException? Refusal(string lines) =>
        HostTrust.Of(new SshDestination("web01") { Port = 2222, KnownHosts = lines }).Refusal(Convert.FromBase64String(Ours));
}
