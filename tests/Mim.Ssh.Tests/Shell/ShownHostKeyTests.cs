using System.Text;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Shell;
using Mim.Testing;

namespace Mim.Ssh.Tests.Shell;

/// <summary>By what OpenSSH 9.2 writes.</summary>
public sealed class ShownHostKeyTests
{
    private const string Near = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private const string Far = "SHA256:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";

    private const string Unknown = $"""
        debug1: Server host key: ssh-ed25519 {Near}
        debug1: Host '[jump]:2222' is known and matches the ED25519 host key.
        debug1: Server host key: ecdsa-sha2-nistp256 {Far}
        No ECDSA host key is known for web01 and you have requested strict checking.
        Host key verification failed.
        """;

    private static readonly string _changed = Unknown.Replace(
        "No ECDSA host key is known for web01 and you", "Host key for web01 has changed and you", StringComparison.Ordinal);

    private readonly SshDestination _destination = new("web01") { KnownHosts = "" };

    [Fact]
    public void The_last_key_before_the_refusal_is_the_one_that_was_refused()
    {
        Assert.Equal(new ShownHostKey("web01", "ecdsa-sha2-nistp256", Far, IsChanged: false), ShownHostKey.TryRead(Unknown));
        Assert.Equal(new ShownHostKey("web01", "ecdsa-sha2-nistp256", Far, IsChanged: true), ShownHostKey.TryRead(_changed));
        Assert.Null(ShownHostKey.TryRead("Permission denied (publickey)."));
    }

    [Fact]
    public void The_way_to_make_it_known_is_told_where_an_inventory_is_asked_and_the_host_can_be()
    {
        var shown = ShownHostKey.TryRead(Unknown)!;
        Assert.EndsWith(
            $"Find-MachineSshKey 'web01' | Where-Object SshFingerprint -EQ '{Far}' | Import-MachineIdentity", shown.Refusal(_destination).Message, StringComparison.Ordinal);
        Assert.Contains("-KnownHostsFile", shown.Refusal(_destination with { JumpHost = "jump:2222" }).Message, StringComparison.Ordinal);
        Assert.EndsWith($"{Far}.", shown.Refusal(new SshDestination("web01") { KnownHostsFile = "/known" }).Message, StringComparison.Ordinal);
        Assert.Contains("ANOTHER HOST KEY", ShownHostKey.TryRead(_changed)!.Refusal(_destination).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_does_no_harm_and_nothing_of_it_can_end_the_quotation()
    {
        var mutator = new Mutator(seed: 9);
        for (var round = 0; round < 500; round++)
        {
            var shown = ShownHostKey.TryRead(Encoding.UTF8.GetString(mutator.Mutate(Encoding.UTF8.GetBytes(Unknown))));
            Assert.Equal(4, shown?.Refusal(_destination).Message.Count(mark => mark == '\'') ?? 4);
        }
    }
}
