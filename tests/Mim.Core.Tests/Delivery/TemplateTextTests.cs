using System.Text;
using System.Text.Json;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Sealing;
using Mim.Testing;

namespace Mim.Core.Tests.Delivery;

public sealed class TemplateTextTests
{
    [Theory]
    [InlineData("{{password}}", "p\"<&> ä")]
    [InlineData("user={{ username }};password={{password}}#{{version}} of {{name}}", "user=app;password=p\"<&> ä#3 of shop")]
    [InlineData("{{password | xml}}", "p&quot;&lt;&amp;&gt; &#xE4;")]
    [InlineData("{{password|url}}", "p%22%3C%26%3E%20%C3%A4")]
    [InlineData("{{password|base64}}", "cCI8Jj4gw6Q=")]
    [InlineData("{ {password} } {{password}}", "{ {password} } p\"<&> ä")]
    public void Places_are_filled(string template, string expected) => Assert.Equal(expected, Render(template, "p\"<&> ä"));

    [Theory]
    [InlineData("no place")]
    [InlineData("{{username}}")]
    [InlineData("{{password")]
    [InlineData("{{passwort}}")]
    [InlineData("{{password|yaml}}")]
    [InlineData("{{password|}}")]
    [InlineData("{{password|json|url}}")]
    [InlineData("{{}}{{password}}")]
    public void What_is_no_template_is_refused(string template) =>
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => TemplateText.Parse(template)).Cause);

    [Fact]
    public void What_is_too_long_is_refused() =>
        Assert.Throws<MimException>(() => TemplateText.Parse("{{password}}" + new string('x', TemplateText.Largest)));

    [Fact]
    public void A_secret_that_looks_like_a_place_is_none() => Assert.Equal("{{username}} app", Render("{{password}} {{username}}", "{{username}}"));

    [Fact]
    public void Json_reads_back_what_went_in() => Any.Holds(Any.Text, text =>
    {
        var secret = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        Assert.Equal(secret, JsonSerializer.Deserialize<string>(Render("\"{{password|json}}\"", secret)));
    });

    [Fact]
    public void Whatever_the_text_is_it_is_parsed_or_refused() => Any.Holds(Any.Text, text =>
    {
        try
        {
            _ = TemplateText.Parse(text + "{{password}}");
        }
        catch (MimException error)
        {
            Assert.Equal(MimErrorCause.InvalidArgument, error.Cause);
        }
    });

    private static string Render(string template, string secret)
    {
        var identity = Sample.Identity("shop", IdentityKind.ServiceAccount);
        using var installation = new Installation
        {
            Target = Sample.Target(identity),
            Version = Sample.Version(identity, 3) with { Subject = "app", Certificate = null },
            Chain = [],
            Secret = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(secret)),
        };
        using var text = TemplateText.Parse(template).Render(installation);
        return Encoding.UTF8.GetString(text.Span);
    }
}
