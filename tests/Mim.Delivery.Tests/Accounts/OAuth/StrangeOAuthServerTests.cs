using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Sealing;
using Mim.Pki.Jose;
using Mim.Pki.Keys;
using Mim.Testing;
using Mim.Testing.Network;

namespace Mim.Delivery.Tests.Accounts.OAuth;

/// <summary>Authorization servers that answer what they should not: all of it is trouble that names them, and no secret is told.</summary>
public sealed class StrangeOAuthServerTests : IDisposable
{
    private const int Cases = 150;
    private const string Client =
        """
        {"client_id":"app","client_secret":"Given-Secret-1","client_secret_expires_at":0,"registration_access_token":"Given-Token-1",
        "registration_client_uri":"ENDPOINT","grant_types":["client_credentials"],"jwks":{"keys":[{"kid":"1"}]}}
        """;

    private readonly OAuthServer _server = new(new KeyFactory(), new JsonWebTokenCodec(), TimeProvider.System);
    private readonly LoopbackServer _strange;
    private byte[] _said = [];

    public StrangeOAuthServerTests() => _strange = new LoopbackServer(async (stream, cancellationToken) =>
    {
        await stream.WriteAsync(_said, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        stream.Socket.Shutdown(SocketShutdown.Send);
        await stream.CopyToAsync(Stream.Null, cancellationToken);
    });

    private string Place => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_strange.Port}");

    private OAuthClientSettings Settings => new()
    {
        Authentication = OAuthAuthentication.ClientSecretPost, TokenEndpoint = $"{Place}/token", RegistrationEndpoint = $"{Place}/reg",
    };

    public void Dispose() => _strange.Dispose();

    [Fact]
    public async Task Whatever_is_said_of_a_client_it_is_one_or_trouble_without_a_secret()
    {
        var mutator = new Mutator(seed: 8);
        var (whole, clients) = (Encoding.UTF8.GetBytes(Client.Replace("ENDPOINT", $"{Place}/reg/app", StringComparison.Ordinal)), 0);
        for (var number = 0; number < Cases; number++)
        {
            Say(200, number == 0 ? whole : mutator.Mutate(whole));
            try
            {
                using var answer = await ManageAsync();
                clients++;
                Assert.DoesNotContain("Given-Secret-1", answer!.ToString(), StringComparison.Ordinal);
            }
            catch (MimException error)
            {
                AssertTrouble(error);
            }
        }

        Assert.InRange(clients, 1, Cases);
    }

    [Fact]
    public async Task Whatever_is_said_to_a_log_in_it_is_an_answer_or_trouble()
    {
        var mutator = new Mutator(seed: 9);
        foreach (var (status, text) in ((int, string)[])[(200, """{"access_token":"Given-Token-1","token_type":"Bearer"}"""), (400, """{"error":"invalid_client"}""")])
        {
            for (var number = 0; number < Cases; number++)
            {
                Say(status, mutator.Mutate(Encoding.UTF8.GetBytes(text)));
                try
                {
                    Assert.NotEqual(status == 200 ? LoginAnswer.Refused : LoginAnswer.Accepted, await LogInAsync());
                }
                catch (MimException error)
                {
                    AssertTrouble(error);
                }
            }
        }
    }

    [Theory]
    [InlineData(302, "{}", "redirection")]
    [InlineData(500, "{}", "status 500")]
    [InlineData(400, """{"error":"invalid_scope","error_description":"Never-Shown-1"}""", "(invalid_scope)")]
    [InlineData(400, """{"error":"Never-Shown-1 "}""", "status 400.")]
    [InlineData(200, "{}", "no access token")]
    [InlineData(200, """{"access_token":"a","access_token":"b"}""", "no JSON")]
    [InlineData(200, "[1]", "no JSON")]
    public async Task What_is_no_answer_to_a_log_in_is_told(int status, string text, string told)
    {
        Say(status, Encoding.UTF8.GetBytes(text));
        var error = await Assert.ThrowsAsync<MimException>(LogInAsync);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        AssertTrouble(error);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/reg/app", "another server")]
    [InlineData("http://elsewhere.test/reg/app", "no JSON")]
    [InlineData("ftp://127.0.0.1/reg/app", "no JSON")]
    public async Task A_client_that_is_managed_elsewhere_is_not_taken(string endpoint, string told)
    {
        Say(201, Encoding.UTF8.GetBytes(Client.Replace("ENDPOINT", endpoint, StringComparison.Ordinal)));
        var error = await Assert.ThrowsAsync<MimException>(ManageAsync);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        AssertTrouble(error);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData(@"a\r\nX: y")]
    [InlineData(@"\u00e9")]
    [InlineData("")]
    public async Task A_token_that_would_break_a_header_is_not_taken(string token)
    {
        Say(201, Encoding.UTF8.GetBytes(Client.Replace("ENDPOINT", $"{Place}/reg/app", StringComparison.Ordinal).Replace("Given-Token-1", token, StringComparison.Ordinal)));
        AssertTrouble(await Assert.ThrowsAsync<MimException>(ManageAsync));
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read()
    {
        _said = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n{");
        AssertTrouble(await Assert.ThrowsAsync<MimException>(ManageAsync));
    }

    [Theory]
    [InlineData("https://other.test", "TOKEN", "another issuer")]
    [InlineData("ISSUER", null, "no token endpoint")]
    public async Task An_issuer_that_is_another_or_says_too_little_is_not_taken(string issuer, string? endpoint, string told)
    {
        issuer = issuer == "ISSUER" ? Place : issuer;
        Say(200, Encoding.UTF8.GetBytes(endpoint is null ? $$"""{"issuer":"{{issuer}}"}""" : $$"""{"issuer":"{{issuer}}","token_endpoint":"{{Place}}/token"}"""));
        var error = await Assert.ThrowsAsync<MimException>(
            () => _server.DiscoverAsync(Place, authorityFile: null, OAuthClientSettings.DefaultTimeout, CancellationToken.None));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://idp.test/token")]
    [InlineData("https://user:Never-Shown-1@idp.test/token")]
    [InlineData("https://idp.test/token#part")]
    [InlineData("token")]
    [InlineData("file:///etc/passwd")]
    public async Task Nothing_is_sent_to_an_address_that_is_not_safe(string address)
    {
        using var credential = new AccountCredential("app", Material("Never-Shown-1"));
        var error = await Assert.ThrowsAsync<MimException>(
            () => _server.LogInAsync(Settings with { TokenEndpoint = address }, credential, CancellationToken.None));
        Assert.Equal(MimErrorCause.InvalidArgument, error.Cause);
        Assert.DoesNotContain("Never-Shown-1", error.ToString(), StringComparison.Ordinal);
    }

    private static void AssertTrouble(MimException error)
    {
        Assert.Contains(error.Cause, (MimErrorCause[])[MimErrorCause.InstallFailed, MimErrorCause.AccessDenied]);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.All((string[])["Given-Secret-1", "Given-Token-1", "Never-Shown-1"], secret => Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal));
    }

    private static KeyMaterial Material(string text) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));

    private void Say(int status, byte[] content) => _said =
    [
        .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} x\r\nContent-Length: {content.Length}\r\nLocation: http://127.0.0.1:1/\r\n\r\n")),
        .. content,
    ];

    private async Task<ClientAnswer?> ManageAsync()
    {
        using var token = Material("Never-Shown-1");
        return await _server.ManageAsync(Settings, new ClientQuestion(ClientVerb.Register, $"{Place}/reg", token, "{}"), CancellationToken.None);
    }

    private async Task<LoginAnswer> LogInAsync()
    {
        using var credential = new AccountCredential("app", Material("Never-Shown-1"));
        return await _server.LogInAsync(Settings, credential, CancellationToken.None);
    }
}
