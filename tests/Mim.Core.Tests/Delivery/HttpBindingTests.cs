using System.Text;
using Mim.Core.Delivery;
using Mim.Testing;

namespace Mim.Core.Tests.Delivery;

public sealed class HttpBindingTests
{
    [Theory]
    [InlineData("web01.corp.test:443", "web01.corp.test:443", true)]
    [InlineData("WEB01:8443", "web01:8443", true)]
    [InlineData("*:443:web01.corp.test", "web01.corp.test:443", true)]
    [InlineData("*:443:*.corp.test", "*.corp.test:443", true)]
    [InlineData("*:443:", "0.0.0.0:443", false)]
    [InlineData("*:443", "0.0.0.0:443", false)]
    [InlineData("10.0.0.5:443:", "10.0.0.5:443", false)]
    [InlineData("[::]:443", "[::]:443", false)]
    [InlineData("[2001:db8::1]:443:", "[2001:db8::1]:443", false)]
    public void What_people_and_IIS_write_is_read(string text, string canonical, bool isByName)
    {
        var binding = HttpBinding.Parse(text);
        Assert.Equal((canonical, isByName), (binding.ToString(), binding.IsByName));
        Assert.Equal(binding, HttpBinding.Parse(canonical));
    }

    [Theory]
    [InlineData("")]
    [InlineData("web01")]
    [InlineData("web01:")]
    [InlineData("web01:0")]
    [InlineData("web01:65536")]
    [InlineData(":443")]
    [InlineData("web 01:443")]
    [InlineData("web01 certhash=0:443")]
    [InlineData("1:443")]
    [InlineData("a..b:443")]
    public void What_is_none_is_refused_by_name(string text) =>
        Assert.Equal(text, Assert.Throws<MimException>(() => HttpBinding.Parse(text)).Subject);

    [Fact]
    public void Whatever_else_there_is_it_is_read_or_refused()
    {
        foreach (var text in new[] { "web01.corp.test:443", "*:443:web01", "[::1]:443:" }.SelectMany(one => Mutations(one)))
        {
            try
            {
                Assert.Equal(HttpBinding.Parse(text), HttpBinding.Parse(HttpBinding.Parse(text).ToString()));
            }
            catch (MimException exception)
            {
                Assert.Equal(MimErrorCause.InvalidArgument, exception.Cause);
            }
        }
    }

    private static IEnumerable<string> Mutations(string text)
    {
        var mutator = new Mutator(seed: 11);
        return Enumerable.Range(0, 300).Select(_ => Encoding.Latin1.GetString(mutator.Mutate(Encoding.Latin1.GetBytes(text))));
    }
}
