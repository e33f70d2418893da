using System.Text;
using System.Text.Json.Nodes;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Sealing;
using Mim.Core.Vault;
using Mim.Pki.Jose;
using Mim.Pki.Keys;
using Mim.Testing;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Accounts.OAuth;

/// <summary>Versions of one client with keys on their way to a server in memory, where somebody else has published a key too.</summary>
internal sealed class OAuthInstallations : IDisposable
{
    private const string ClientId = "keyed";
    private const string Token = "Registration-Token-1";
    private const string Theirs = """{"jwks":{"keys":[{"kty":"OKP","kid":"theirs"}]},"token_endpoint_auth_method":"private_key_jwt"}""";
    private readonly TemporaryFolder _folder = new();
    private readonly MimSession _session;
    private readonly MachineIdentity _identity = Sample.Identity("app", IdentityKind.OAuthClient);
    private readonly KeyFactory _keys = new();
    private readonly Dictionary<int, (CredentialVersion Version, KeyMaterial Key)> _versions = [];
    private readonly Target _target;
    private readonly Keyring _keyring;
    private readonly AuditSigner _signer;
    private readonly StoreSecretHasher _hasher;

    public OAuthInstallations()
    {
        SessionParts? opened = null;
        _session = DecoratedSession.Open(_folder["inventory.db"], TimeProvider.System, parts => opened = parts);
        var parts = opened!;
        _keyring = new Keyring(parts.Inventory.Id, parts.Inventory.Keyring, parts.Openers);
        var sealer = new Sealer(_keyring, parts.Time);
        _signer = new AuditSigner(parts.Inventory.Id, sealer);
        var ledger = new ActLedger(parts.Inventory, sealer, _signer, parts.Context, parts.Time);
        _hasher = new StoreSecretHasher(parts.Inventory, ledger, sealer);
        var vault = new SecretVault(parts.Inventory, ledger, sealer, new SecretForge(_hasher, sealer, parts.Time));
        using var token = KeyMaterial.CopyOf(Encoding.ASCII.GetBytes(Token));
        var keeper = vault.Create(new NewSecret { Name = "keeper", Value = token }, CancellationToken.None);
        var tokens = new ClientTokens(parts.Inventory, ledger, sealer, vault);
        Adapter = new OAuthClientTarget(
            parts.Inventory, sealer, Server, new PublishedKeys(tokens, Server, _keys, new JsonWebKeyCodec()), new SuccessiveClients(tokens, Server));
        _target = Sample.Target(_identity) with
        {
            Kind = TargetKind.OAuthClient, Settings = FakeOAuthServer.Keys(ClientId) with { AdministratorId = keeper.Id },
        };
        Metadata = Theirs;
    }

    public FakeOAuthServer Server { get; } = new() { RotatesTokens = true };

    public OAuthClientTarget Adapter { get; }

    /// <summary>What the server knows of the client.</summary>
    public string Metadata
    {
        get => Server.Clients[ClientId].Metadata;
        set => Server.Clients[ClientId] = new FakeOAuthClient(value, "unused", Server.Clients.TryGetValue(ClientId, out var client) ? client.Token : Token);
    }

    /// <summary>The keys that are published.</summary>
    public byte[] Content
    {
        get => Encoding.UTF8.GetBytes(string.Concat(JsonNode.Parse(Metadata)!["jwks"]?["keys"]?.AsArray().Select(key => key!.ToJsonString()) ?? []));
        set => Metadata = value.Length == 0 ? "{}" : throw new NotSupportedException();
    }

    public Installation Of(int number)
    {
        var (version, key) = Version(number);
        return new Installation { Target = _target, Version = version, Chain = [], Secret = KeyMaterial.CopyOf(key.Span) };
    }

    public void Dispose()
    {
        foreach (var (_, key) in _versions.Values)
        {
            key.Dispose();
        }

        _hasher.Dispose();
        _signer.Dispose();
        _keyring.Dispose();
        _session.Dispose();
        _folder.Dispose();
    }

    private (CredentialVersion Version, KeyMaterial Key) Version(int number)
    {
        if (!_versions.TryGetValue(number, out var made))
        {
            using var key = _keys.Generate(KeyAlgorithm.EcdsaP256);
            var version = Sample.Version(_identity, number) with { Certificate = null, Subject = ClientId, KeyFingerprint = ClientKey.IdOf(key) };
            _versions[number] = made = (version, ClientKey.Write(key));
        }

        return made;
    }
}
