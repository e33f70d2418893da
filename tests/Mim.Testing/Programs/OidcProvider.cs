using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Mim.Core.Accounts.OAuth;
using Mim.Testing.Network;

namespace Mim.Testing.Programs;

/// <summary>A real authorization server that tests share: oidc-provider of npm, which is certified for OpenID Connect.</summary>
public sealed class OidcProvider
{
    public const string InitialToken = "Initial-Access-Token-1";

    private const string Script =
        """
        import { createServer } from 'node:http';
        import { createServer as createTlsServer } from 'node:https';
        import { readFileSync } from 'node:fs';
        import { pathToFileURL } from 'node:url';

        const [library, port, initialAccessToken, rotates, certificate, key] = process.argv.slice(2);
        const { Provider } = await import(pathToFileURL(library));
        const issuer = certificate ? `https://localhost:${port}` : `http://127.0.0.1:${port}`;
        const provider = new Provider(issuer, {
            clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
            features: {
                devInteractions: { enabled: false },
                clientCredentials: { enabled: true },
                registration: { enabled: true, initialAccessToken },
                registrationManagement: { enabled: true, rotateRegistrationAccessToken: rotates === 'rotates' },
            },
        });
        const answer = provider.callback();
        const handle = async (request, response) => {
            // What its operator can do, and no client.
            const [, clientId] = request.url.match(/^\/operator\/token\/(.+)$/) ?? [];
            return clientId ? response.end(await new provider.RegistrationAccessToken({ clientId }).save()) : answer(request, response);
        };
        const server = certificate
            ? createTlsServer({ cert: readFileSync(certificate), key: readFileSync(key) }, handle)
            : createServer(handle);
        server.listen(Number(port), '127.0.0.1');
        """;

    private static readonly HttpClient _client = new();
    private static readonly Lazy<OidcProvider> _steady = new(() => new OidcProvider(rotates: false, isTls: false));
    private static readonly Lazy<OidcProvider> _rotating = new(() => new OidcProvider(rotates: true, isTls: false));
    private static readonly Lazy<OidcProvider> _tls = new(() => new OidcProvider(rotates: false, isTls: true));

    private OidcProvider(bool rotates, bool isTls)
    {
        var (folder, port) = (new TemporaryFolder(), LoopbackPort.Free());
        Issuer = isTls ? $"https://localhost:{port}" : $"http://127.0.0.1:{port}";
        File.WriteAllText(folder["provider.mjs"], Script);
        var server = new ServerProgram(folder["log"], port, "node", [
            folder["provider.mjs"], NodePackages.Find("oidc-provider")!, port.ToString(CultureInfo.InvariantCulture), InitialToken, rotates ? "rotates" : "stays",
            .. isTls ? (string[])[AccountServerTls.CertificateFile, AccountServerTls.KeyFile] : [],
        ]);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.Dispose();
            folder.Dispose();
        };
    }

    /// <summary>One whose registration access tokens stay the same.</summary>
    public static OidcProvider Steady => _steady.Value;

    /// <summary>One that gives another registration access token whenever a client is changed.</summary>
    public static OidcProvider Rotating => _rotating.Value;

    /// <summary>One that shows a certificate of an authority of the product.</summary>
    public static OidcProvider Tls => _tls.Value;

    public string Issuer { get; }

    /// <summary>Where clients with secrets are.</summary>
    public OAuthClientSettings Secrets(OAuthAuthentication authentication = OAuthAuthentication.ClientSecretBasic) => new()
    {
        Authentication = authentication, TokenEndpoint = $"{Issuer}/token", Issuer = Issuer, RegistrationEndpoint = $"{Issuer}/reg",
    };

    /// <summary>Where a client with keys is.</summary>
    public OAuthClientSettings Keys(string clientEndpoint) => new()
    {
        Authentication = OAuthAuthentication.PrivateKeyJwt, TokenEndpoint = $"{Issuer}/token", Issuer = Issuer, ClientEndpoint = clientEndpoint,
    };

    /// <summary>Registers a client by other means than the product.</summary>
    public (string Id, string Secret, string Endpoint, string Token) Register(object metadata)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Issuer}/reg")
        {
            Content = new StringContent(JsonSerializer.Serialize(metadata), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", InitialToken);
        using var client = JsonDocument.Parse(Send(request));
        string Text(string name) => client.RootElement.TryGetProperty(name, out var value) ? value.GetString()! : "";
        return (Text("client_id"), Text("client_secret"), Text("registration_client_uri"), Text("registration_access_token"));
    }

    /// <summary>Gives a client another registration access token, as its operator can.</summary>
    public string NewToken(string clientId) => Send(new HttpRequestMessage(HttpMethod.Get, $"{Issuer}/operator/token/{clientId}"));

    private static string Send(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = _client.Send(request);
            using var reader = new StreamReader(response.EnsureSuccessStatusCode().Content.ReadAsStream());
            return reader.ReadToEnd();
        }
    }
}
