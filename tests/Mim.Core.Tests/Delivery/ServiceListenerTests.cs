using Mim.Core.Delivery;
using Mim.Core.Discovery;

namespace Mim.Core.Tests.Delivery;

public sealed class ServiceListenerTests
{
    [Theory]
    [InlineData("web01.corp.test:8443", "web01.corp.test", 8443, StartTls.None)]
    [InlineData("127.0.0.1:25", "127.0.0.1", 25, StartTls.Smtp)]
    [InlineData("[::1]:5432", "::1", 5432, StartTls.PostgreSql)]
    public void AHostAndAPortAreAListener(string text, string host, int port, StartTls protocol)
    {
        var listener = ServiceListener.Parse(text);
        Assert.Equal((host, port, protocol), (listener.Host, listener.Port, listener.Protocol));
        Assert.Equal(text, listener.ToString());
    }

    [Theory]
    [InlineData("web01")]
    [InlineData("10.0.0.0/24:443")]
    [InlineData("web01:443,444")]
    [InlineData("web01:0")]
    [InlineData(":443")]
    public void AnythingElseIsRefusedByItsText(string text)
    {
        var error = Assert.Throws<MimException>(() => ServiceListener.Parse(text));
        Assert.Equal((MimErrorCause.InvalidArgument, text), (error.Cause, error.Subject));
    }
}
