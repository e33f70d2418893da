using Mim.Core.Accounts;
using Mim.Core.Accounts.Lending;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Suppressing;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Issuing.Succession;
using Mim.Core.Policies;
using Mim.Core.Revocation;
using Mim.Core.Risk;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Stores;
using Mim.Core.Tokens;
using Mim.Core.Vault;

namespace Mim.Core;

/// <summary>
/// The use cases over one open store, for one command. Opening it opens no key: the keyring is opened by the first act
/// that needs it. Owns its parts.
/// </summary>
public sealed class MimSession : IDisposable
{
    private readonly SessionParts _parts;
    private readonly Keyring _keyring;
    private readonly AuditSigner _signer;
    private readonly StoreSecretHasher _secretHasher;

    public MimSession(SessionParts parts)
    {
        _parts = parts;
        var (inventory, storeId) = (parts.Inventory, parts.Inventory.Id);
        _keyring = new Keyring(storeId, inventory.Keyring, parts.Openers);
        var sealer = new Sealer(_keyring, parts.Time);
        _signer = new AuditSigner(storeId, sealer);
        var ledger = new ActLedger(inventory, sealer, _signer, parts.Context, parts.Time, parts.Reference.AcceptClock);
        HostKeys = new KnownHostKeys(inventory);
        _secretHasher = new StoreSecretHasher(inventory, ledger, sealer);
        var forge = new SecretForge(_secretHasher, sealer, parts.Time);
        Secrets = new SecretVault(inventory, ledger, sealer, forge);
        var credentials = new LogInCredentials(inventory, sealer, Secrets, parts.SshIssuing, parts.Time);
        var tokens = new ClientTokens(inventory, ledger, sealer, Secrets);
        var clients = new SuccessiveClients(tokens, parts.OAuth);
        var clientKeys = new PublishedKeys(tokens, parts.OAuth, parts.Keys, parts.JsonWebKeys);
        OAuthClients = new OAuthClientBook(inventory, ledger, new ClientForge(forge, sealer, parts.Keys, parts.JsonWebKeys), parts.OAuth, clients);
        var targets = parts.Targets.Append(new OAuthClientTarget(inventory, sealer, parts.OAuth, clientKeys, clients));
        var adapters = new TargetAdapters(targets, parts.Remote, HostKeys, credentials, parts.Context.Host, parts.Scripts);
        Accounts = new AccountBook(inventory, ledger, forge, adapters);
        var places = new FilePlaces(StoreAddress.IsConnectionString(parts.Reference.Location) ? parts.Context.Host : null);

        Audit = new AuditBook(storeId, inventory.Location, inventory, ledger, _signer, parts.Files);
        Store = new StoreKeeper(storeId, inventory, Audit, sealer, ledger);
        Copier = new StoreCopier(storeId, inventory, Store, ledger, parts.Transfer, parts.MakeStore);
        Keyring = new KeyringKeeper(storeId, inventory, _keyring, sealer, ledger, parts.KeyFiles, parts.DataProtector);
        Policies = new PolicyBook(inventory, ledger);
        Authorities = new AuthorityBook(inventory, ledger, sealer, parts.Keys, parts.CertificateEncoder, parts.CertificateReader, parts.Time);
        Certificates = new CertificateIssuer(inventory, ledger, sealer, parts.Keys, parts.CertificateEncoder, parts.CertificateReader, parts.Time);
        Exporter = new CertificateExporter(inventory, new KeyDisclosure(inventory, ledger, sealer), parts.CredentialEncoder, parts.Files);
        Ssh = new SshDesk(inventory, ledger, sealer, parts.SshIssuing, adapters, parts.Files, parts.Time);
        TokenAuthorities = new TokenAuthorityBook(inventory, ledger, sealer, parts.Keys, parts.JsonWebKeys, parts.Files);
        Tokens = new TokenDesk(
            inventory,
            ledger,
            _secretHasher,
            new TokenSigner(inventory, sealer, parts.Keys, parts.JsonWebTokens),
            new SignedTokenTester(parts.JsonWebTokens, parts.JsonWebKeys, parts.Time));
        HandOffs = new HandOffDesk(inventory, ledger, sealer, _secretHasher);
        Identities = new IdentityCatalog(inventory, ledger);
        Importer = new IdentityImporter(
            inventory, ledger, sealer, parts.CredentialSource, parts.CertificateReader, parts.Keys, places, parts.Time);
        var weakKeys = new WeakKeys(parts.WeakKeyLists);
        Discovery = new CertificateDiscovery(
            inventory, parts.Discovery, parts.CertificateReader, parts.PathValidator, parts.OcspReader, weakKeys, places, parts.Time);
        Leaks = new SecretDiscovery(inventory, parts.SecretFiles, parts.SecretPlaces, _secretHasher, places, parts.Time);
        Suppressions = new SuppressionBook(inventory, ledger);
        SshKeys = new SshKeyDiscovery(inventory, parts.SshDiscovery, weakKeys, places, parts.Time);
        AccountDiscovery = new AccountDiscovery(inventory, parts.AccountDiscovery, parts.Context.Host, parts.Time);
        Disposer = new IdentityDisposer(inventory, ledger, adapters, parts.Runners, parts.Time);
        Targets = new TargetBook(inventory, ledger, sealer, adapters, parts.Runners, parts.Time);
        AccountRegister = new AccountRegister(inventory, ledger, adapters, parts.Runners, parts.Time);
        Succession = new AuthoritySuccession(inventory, ledger, Targets);
        var issuers = new VersionIssuers(Certificates, Ssh.Keys, Ssh.Certificates, Secrets, TokenAuthorities, Accounts, OAuthClients);
        Rotation = new RotationEngine(inventory, ledger, sealer, issuers, adapters, parts.Runners, parts.Time);
        Lending = new AccountLending(inventory, ledger, sealer, Rotation);
        RotationPlans = new RotationPlanBook(inventory, ledger, Rotation);
        Revocation = new Revoker(inventory, ledger);
        RevocationLists = new CrlPublisher(
            inventory, ledger, sealer, parts.CrlCodec, parts.Keys, parts.CertificateReader, parts.Files, parts.Time);
        Health = new InventoryHealth(inventory, parts.CertificateReader, parts.SshPublicKeyReader, parts.WeakKeyLists, parts.Time);
        Tester = new CertificateTester(inventory, parts.CertificateReader, parts.CrlCodec, parts.PathValidator, parts.Time);
    }

    public StoreReference Reference => _parts.Reference;

    public ActContext Context => _parts.Context;

    public TimeProvider Time => _parts.Time;

    public StoreKeeper Store { get; }

    public StoreCopier Copier { get; }

    public KeyringKeeper Keyring { get; }

    public AuditBook Audit { get; }

    public PolicyBook Policies { get; }

    public AuthorityBook Authorities { get; }

    public CertificateIssuer Certificates { get; }

    public CertificateExporter Exporter { get; }

    public IdentityCatalog Identities { get; }

    public KnownHostKeys HostKeys { get; }

    public IdentityDisposer Disposer { get; }

    public IdentityImporter Importer { get; }

    public CertificateDiscovery Discovery { get; }

    public SshKeyDiscovery SshKeys { get; }

    /// <summary>Secrets that lie where they should not.</summary>
    public SecretDiscovery Leaks { get; }

    /// <summary>Those of them that somebody answers for.</summary>
    public SuppressionBook Suppressions { get; }

    public SshDesk Ssh { get; }

    public SecretVault Secrets { get; }

    public AccountBook Accounts { get; }

    public OAuthClientBook OAuthClients { get; }

    /// <summary>The accounts that are rotated here.</summary>
    public AccountRegister AccountRegister { get; }

    /// <summary>Accounts of machines, servers and clouds.</summary>
    public AccountDiscovery AccountDiscovery { get; }

    public TokenAuthorityBook TokenAuthorities { get; }

    public TokenDesk Tokens { get; }

    /// <summary>Where secrets wait to be received once.</summary>
    public HandOffDesk HandOffs { get; }

    public TargetBook Targets { get; }

    /// <summary>Where scripts of targets run.</summary>
    public ScriptSession Scripts => _parts.Scripts;

    public AuthoritySuccession Succession { get; }

    public RotationEngine Rotation { get; }

    /// <summary>Where accounts are borrowed.</summary>
    public AccountLending Lending { get; }

    public RotationPlanBook RotationPlans { get; }

    public Revoker Revocation { get; }

    public CrlPublisher RevocationLists { get; }

    public CertificateTester Tester { get; }

    public InventoryHealth Health { get; }

    public void Dispose()
    {
        _secretHasher.Dispose();
        _signer.Dispose();
        _keyring.Dispose();
        foreach (var rotator in _parts.Rotators.OfType<IDisposable>())
        {
            rotator.Dispose();
        }

        _parts.Discovery.Dispose();
        _parts.Remote.Dispose();
        _parts.Inventory.Dispose();
    }
}
