using System.Text;
using System.Text.Json.Nodes;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Tokens.Jose;
using Mim.Pki.Jose;
using Mim.Pki.Keys;
using Mim.Testing.Network;

namespace Mim.Testing.Contracts;

/// <summary>What everything does that speaks with authorization servers.</summary>
public abstract class OAuthServerContract
{
    private const string Metadata =
        """{"client_name":"app","grant_types":["client_credentials"],"response_types":[],"redirect_uris":[],"token_endpoint_auth_method":"METHOD"}""";

    private readonly KeyFactory _keys = new();

    /// <summary>The same for the whole test.</summary>
    protected abstract IOAuthServer Server { get; }

    /// <summary>Its issuer.</summary>
    protected abstract string Issuer { get; }

    /// <summary>The initial access token there.</summary>
    protected abstract string InitialToken { get; }

    private OAuthClientSettings Settings => new()
    {
        Authentication = OAuthAuthentication.ClientSecretBasic, TokenEndpoint = $"{Issuer}/token", Issuer = Issuer, RegistrationEndpoint = $"{Issuer}/reg",
    };

    [SuiteFact]
    public async Task An_issuer_says_where_its_endpoints_are()
    {
        var found = await Server.DiscoverAsync(Issuer, authorityFile: null, OAuthClientSettings.DefaultTimeout, CancellationToken.None);
        Assert.Equal(new OAuthEndpoints(Issuer, $"{Issuer}/token", $"{Issuer}/reg"), found);
    }

    [SuiteTheory]
    [InlineData(OAuthAuthentication.ClientSecretBasic)]
    [InlineData(OAuthAuthentication.ClientSecretPost)]
    public async Task A_registered_client_is_let_in_with_its_secret_until_it_is_deleted(OAuthAuthentication authentication)
    {
        var settings = Settings with { Authentication = authentication };
        using var client = await RegisterAsync(settings);
        using var wrong = new AccountCredential(client.ClientId, Material("wrong"));
        using var credential = new AccountCredential(client.ClientId, KeyMaterial.CopyOf(client.Secret!.Span));
        Assert.Equal(LoginAnswer.Accepted, await Server.LogInAsync(settings, credential, CancellationToken.None));
        Assert.Equal(LoginAnswer.Refused, await Server.LogInAsync(settings, wrong, CancellationToken.None));

        Assert.Null(await ManageAsync(ClientVerb.Delete, client));
        Assert.Equal(LoginAnswer.Refused, await Server.LogInAsync(settings, credential, CancellationToken.None));
        var error = await Assert.ThrowsAsync<MimException>(() => ManageAsync(ClientVerb.Delete, client));
        Assert.Equal(MimErrorCause.AccessDenied, error.Cause);
        Assert.DoesNotContain(Text(client.Token!), error.ToString(), StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task A_client_is_told_of_without_secrets_beside_them()
    {
        using var client = await RegisterAsync(Settings);
        using var read = await ManageAsync(ClientVerb.Read, client);
        Assert.Equal((client.ClientId, Text(client.Secret!)), (read!.ClientId, Text(read.Secret!)));
        Assert.Equal("app", JsonNode.Parse(read.Metadata)!["client_name"]!.GetValue<string>());
        Assert.DoesNotContain(Text(client.Secret!), read.Metadata + read, StringComparison.Ordinal);
        Assert.DoesNotContain(Text(client.Token!), read.Metadata + read, StringComparison.Ordinal);
    }

    [SuiteTheory]
    [InlineData(KeyAlgorithm.EcdsaP256)]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.Rsa2048)]
    public async Task Published_keys_are_let_in_side_by_side_and_others_are_not(KeyAlgorithm algorithm)
    {
        var settings = Settings with { Authentication = OAuthAuthentication.PrivateKeyJwt };
        using var first = _keys.Generate(algorithm);
        using var second = _keys.Generate(algorithm);
        using var client = await RegisterAsync(settings, first);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync(settings, client, first));
        Assert.Equal(LoginAnswer.Refused, await LogInAsync(settings, client, second));

        using var both = await ManageAsync(ClientVerb.Update, client, Published(client.Metadata, first, second));
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync(settings, client, first));
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync(settings, client, second));

        using var only = await ManageAsync(ClientVerb.Update, client, Published(client.Metadata, second), both!.Token);
        Assert.Equal(LoginAnswer.Refused, await LogInAsync(settings, client, first));
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync(settings, client, second));
    }

    [SuiteFact]
    public async Task A_token_that_is_wrong_changes_nothing()
    {
        using var client = await RegisterAsync(Settings);
        using var wrong = Material("Wrong-Token-1");
        foreach (var question in (ClientQuestion[])[
            new(ClientVerb.Read, client.Endpoint!, wrong), new(ClientVerb.Delete, client.Endpoint!, wrong),
            new(ClientVerb.Register, Settings.RegistrationEndpoint!, wrong, client.Metadata), new(ClientVerb.Register, Settings.RegistrationEndpoint!, null, client.Metadata),
        ])
        {
            var error = await Assert.ThrowsAsync<MimException>(() => Server.ManageAsync(Settings, question, CancellationToken.None));
            Assert.True(error.Cause == MimErrorCause.AccessDenied || question.Token is null, error.Message);
            Assert.Contains(question.Endpoint, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Wrong-Token-1", error.ToString(), StringComparison.Ordinal);
        }

        using var read = await ManageAsync(ClientVerb.Read, client);
        Assert.Equal(client.ClientId, read!.ClientId);
    }

    [SuiteFact]
    public async Task Metadata_that_is_refused_is_told_by_its_code()
    {
        using var token = Material(InitialToken);
        var metadata = Metadata.Replace("METHOD", "strange", StringComparison.Ordinal);
        var question = new ClientQuestion(ClientVerb.Register, Settings.RegistrationEndpoint!, token, metadata);
        var error = await Assert.ThrowsAsync<MimException>(() => Server.ManageAsync(Settings, question, CancellationToken.None));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("invalid_client_metadata", error.Message, StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var settings = Settings with { TokenEndpoint = $"http://127.0.0.1:{LoopbackPort.Free()}/token" };
        using var credential = new AccountCredential("app", Material("Secret-Never-Shown"));
        var error = await Assert.ThrowsAsync<MimException>(() => Server.LogInAsync(settings, credential, CancellationToken.None));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret-Never-Shown", error.ToString(), StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task Cancelled_before_it_starts_it_registers_nothing()
    {
        using var token = Material(InitialToken);
        var question = new ClientQuestion(ClientVerb.Register, Settings.RegistrationEndpoint!, token, "{}");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Server.ManageAsync(Settings, question, new CancellationToken(canceled: true)));
    }

    private static string Published(string metadata, params IReadOnlyList<IPrivateKey> keys)
    {
        var codec = new JsonWebKeyCodec();
        var client = JsonNode.Parse(metadata)!.AsObject();
        client["jwks"] = JsonNode.Parse(codec.Write([
            .. keys.Select(key => new PublishedKey(ClientKey.IdOf(key), codec.AlgorithmOf(key.SubjectPublicKeyInfo), key.SubjectPublicKeyInfo)),
        ]));
        return client.ToJsonString();
    }

    private async Task<ClientAnswer> RegisterAsync(OAuthClientSettings settings, params IReadOnlyList<IPrivateKey> keys)
    {
        using var token = Material(InitialToken);
        var metadata = Metadata.Replace("METHOD", settings.Authentication.Name(), StringComparison.Ordinal);
        metadata = keys.Count == 0 ? metadata : Published(metadata, keys);
        return (await Server.ManageAsync(settings, new ClientQuestion(ClientVerb.Register, settings.RegistrationEndpoint!, token, metadata), CancellationToken.None))!;
    }

    private Task<ClientAnswer?> ManageAsync(ClientVerb verb, ClientAnswer client, string? metadata = null, KeyMaterial? token = null) =>
        Server.ManageAsync(Settings, new ClientQuestion(verb, client.Endpoint!, token ?? client.Token, metadata), CancellationToken.None);

    private async Task<LoginAnswer> LogInAsync(OAuthClientSettings settings, ClientAnswer client, IPrivateKey key)
    {
        using var credential = new AccountCredential(client.ClientId, ClientKey.Write(key));
        return await Server.LogInAsync(settings, credential, CancellationToken.None);
    }

    private static KeyMaterial Material(string text) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));

    private static string Text(KeyMaterial secret) => Encoding.UTF8.GetString(secret.Span);
}
