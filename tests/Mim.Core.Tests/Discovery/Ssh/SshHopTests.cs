using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Tests.Discovery.Ssh;

public sealed class SshHopTests
{
    [Theory]
    [InlineData("host", null, "host", null)]
    [InlineData("ops@host:2222", "ops", "host", 2222)]
    [InlineData("ops@corp@host", "ops@corp", "host", null)]
    [InlineData("[2001:db8::1]:22", null, "2001:db8::1", 22)]
    [InlineData("[2001:db8::1]", null, "2001:db8::1", null)]
    [InlineData("2001:db8::1", null, "2001:db8::1", null)]
    public void A_hop_is_read_as_ssh_reads_it(string text, string? user, string host, int? port) =>
        Assert.Equal(new SshHop(user, host, port), SshHop.Parse(text));

    [Theory]
    [InlineData("host:ssh")]
    [InlineData("host:")]
    [InlineData("host:70000")]
    public void A_port_is_a_number(string text) => Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => SshHop.Parse(text)).Cause);
}
