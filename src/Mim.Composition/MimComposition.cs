using System.Runtime.Versioning;
using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Stores;
using Mim.Delivery;
using Mim.Delivery.Accounts.Windows;
using Mim.Delivery.Commands;
using Mim.Delivery.Files;
using Mim.Delivery.Windows;
using Mim.Discovery;
using Mim.Discovery.Files;
using Mim.Discovery.Network;
using Mim.Inventory;
using Mim.Inventory.Copying;
using Mim.Pki.Certificates;
using Mim.Pki.Containers;
using Mim.Pki.Credentials;
using Mim.Pki.Jose;
using Mim.Pki.Keys;
using Mim.Pki.Paths;
using Mim.Pki.Revocation;
using Mim.Ssh;
using Mim.Ssh.Shell;

namespace Mim.Composition;

/// <summary>The one place that wires adapters to ports.</summary>
public sealed class MimComposition(TimeProvider time) : IMimComposition
{
    private readonly KeyFiles _keyFiles = new();
    private readonly DataProtector _protector = new();
    private readonly Inventories _inventories = new(time);

    public MimComposition()
        : this(TimeProvider.System)
    {
    }

    public MimSession Open(StoreReference reference, ActContext context, CancellationToken cancellationToken)
    {
        var inventory = _inventories.Open(reference, reference.CreateIfMissing, cancellationToken);
        return Own(inventory, () =>
        {
            var recipients = new NewRecipients(_keyFiles, _protector, time);
            StoreInitializer.Initialize(
                inventory, inventory.Id, () => recipients.Make(new NewStore { KeyFile = reference.KeyFile }, KeyFileOf(reference, inventory)), context, time, cancellationToken);
            return new MimSession(Parts(inventory, reference, context));
        });
    }

    public MimSession Initialize(StoreReference reference, NewStore options, ActContext context, CancellationToken cancellationToken)
    {
        var inventory = _inventories.Open(reference, create: true, cancellationToken);
        return Own(inventory, () =>
        {
            var recipients = new NewRecipients(_keyFiles, _protector, time);
            if (!StoreInitializer.Initialize(inventory, inventory.Id, () => recipients.Make(options, KeyFileOf(reference, inventory)), context, time, cancellationToken))
            {
                throw new MimException(MimErrorCause.StoreExists, $"There is a store at '{inventory.Location}' already.", inventory.Location);
            }

            return new MimSession(Parts(inventory, reference, context));
        });
    }

    public void Restore(string backup, StoreReference reference, bool overwrite, ActContext context, CancellationToken cancellationToken)
    {
        _inventories.Restore(backup, reference, overwrite, cancellationToken);
        using var session = Open(reference with { CreateIfMissing = false }, context, cancellationToken);
        session.Store.RecordRestore(backup, cancellationToken);
    }

    /// <summary>Everything that a session over an open store is made of.</summary>
    internal SessionParts Parts(IInventory inventory, StoreReference reference, ActContext context)
    {
        var reader = new CertificateReader();
        var encoder = new CredentialEncoder();
        var decoder = new CredentialDecoder();
        var discovery = Discovery();
        var (runner, scripts) = (new LocalCommandRunner(time), new ScriptSession());
        var targets = new TargetAdapterSet(encoder, decoder, reader, discovery.Probe, discovery.Resolver, time);
        IReadOnlyList<IAccountRotator> rotators =
        [
            .. AccountRotatorSet.All(time), .. OperatingSystem.IsWindows() ? [WindowsRotator()] : AccountRotatorSet.OfMachine(runner),
            AccountRotatorSet.ByScripts(scripts),
        ];
        var windows = OperatingSystem.IsWindows() ? WindowsTargets(runner, reader, discovery) : [];
        var ssh = new SshTargetAdapterSet(new OpenSshLogin(new KeyFactory()), new SshHostKeyProbe(), discovery.Resolver, time);
        return new SessionParts
        {
            Reference = reference,
            Context = context,
            Time = time,
            Inventory = inventory,
            MakeStore = (other, cancellationToken) => _inventories.Open(other, create: true, cancellationToken),
            Transfer = new StoreTransfer(),
            Openers = Openers(reference),
            KeyFiles = _keyFiles,
            DataProtector = _protector,
            Keys = new KeyFactory(),
            CertificateEncoder = new CertificateEncoder(),
            CertificateReader = reader,
            CrlCodec = new CrlCodec(),
            OcspReader = new OcspReader(),
            CredentialEncoder = encoder,
            PathValidator = new CertificatePathValidator(),
            SshPublicKeyReader = new SshPublicKeyReader(),
            WeakKeyLists = new WeakKeyFiles(),
            CredentialSource = new CredentialFileSource([decoder, new SshCredentialDecoder()]),
            Discovery = discovery,
            SshDiscovery = SshDiscovery(),
            AccountDiscovery = Accounts(),
            SecretFiles = new SecretFileFinder(),
            SecretPlaces = new SecretPlaces(),
            SshIssuing = SshIssuing(encoder),
            JsonWebTokens = new JsonWebTokenCodec(),
            JsonWebKeys = new JsonWebKeyCodec(),
            Files = new FileWriter(),
            Rotators = rotators,
            OAuth = new OAuthServer(new KeyFactory(), new JsonWebTokenCodec(), time),
            Targets =
            [
                .. On(TargetAdapterSet.Local(new SessionScriptRunner(runner, scripts)), host: null), .. windows, new AccountTargetAdapter(rotators),
            ],
            Scripts = scripts,
            Remote = Remote(On),
            Runners = new LocalRunners(),
        };

        IReadOnlyList<ITargetAdapter> On(HostTools tools, SshDestination? host) => [.. targets.On(tools), .. ssh.On(tools, host)];
    }

    [SupportedOSPlatform("windows")]
    private IReadOnlyList<ITargetAdapter> WindowsTargets(LocalCommandRunner runner, CertificateReader reader, DiscoveryParts discovery) =>
        new WindowsTargetAdapterSet(
            new SystemWindowsCertificates(), new SystemWindowsBindings(runner), reader, discovery.Probe, discovery.Resolver, time).All();

    [SupportedOSPlatform("windows")]
    private IAccountRotator WindowsRotator() =>
        AccountRotatorSet.OfWindows(new SystemWindowsAccounts(), SystemWindowsLogOns.Make(), new SystemWindowsServices(time), new SystemWindowsChanges());

    private RemoteParts Remote(Func<HostTools, SshDestination?, IReadOnlyList<ITargetAdapter>> targets)
    {
        var transport = SshTransports.Shared();
        var hosts = new SshHosts(transport, time);
        return new RemoteParts
        {
            Transport = transport,
            Hosts = hosts,
            Targets = host =>
            {
                var tools = hosts.ToolsOf(host);
                return [.. targets(tools, host), new AccountTargetAdapter(AccountRotatorSet.OfMachine(tools.Commands))];
            },
        };
    }

    private static SshDiscoveryParts SshDiscovery() => new()
    {
        Reader = new SshKeyReader(),
        Machines = new SshMachines(new OpenSshTransport()),
        Files = new SshFileFinder(),
        Probe = new SshHostKeyProbe(),
        Resolver = new HostResolver(),
        Room = new ScanRoom(OpenFileLimit.Left),
    };

    private AccountDiscoveryParts Accounts() => new()
    {
        Local = new LocalAccounts(),
        Exports = new AccountExports(),
        Listers = AccountListerSet.All(time),
        SshFiles = new SshFileFinder(),
        SshKeys = new SshKeyReader(),
    };

    private static SshIssuingParts SshIssuing(CredentialEncoder encoder) => new()
    {
        Keys = new KeyFactory(),
        KeyEncoder = new SshKeyEncoder(),
        CertificateEncoder = new SshCertificateEncoder(),
        Reader = new SshKeyReader(),
        KeyReader = new SshPublicKeyReader(),
        PrivateKeyReader = new SshPrivateKeyReader(),
        RevocationLists = new SshRevocationListCodec(),
        PemEncoder = encoder,
    };

    private DiscoveryParts Discovery() => new()
    {
        Probe = new EndpointProbe(time),
        Resolver = new HostResolver(),
        Files = new CertificateFinder(CertificateContainers.Readers),
        Stores = new CertificateStores(),
        Anchors = new SystemTrustAnchors(),
        Room = new ScanRoom(OpenFileLimit.Left),
    };

    private static string KeyFileOf(StoreReference reference, IInventory inventory) =>
        StoreAddress.DefaultKeyFile(StoreAddress.IsConnectionString(reference.Location) ? reference.Location : inventory.Location);

    private static MimSession Own(IInventory inventory, Func<MimSession> open)
    {
        try
        {
            return open();
        }
        catch
        {
            inventory.Dispose();
            throw;
        }
    }

    private static Func<KeyMaterial?>? FromFile(string? path) => path is null ? null : () => PassphraseFile.Read(path);

    /// <summary>The cheap ways of opening the keyring come first; a passphrase is asked for last.</summary>
    private List<IRecipientOpener> Openers(StoreReference reference)
    {
        var openers = new List<IRecipientOpener> { new DataProtectionOpener(_protector), new KeyFileOpener(_keyFiles, reference.KeyFile) };
        if (reference.CertificateHint is { } hint)
        {
            openers.Add(new PrivateKeyOpener(new RecipientKeys(hint, reference.CertificatePassword).Find));
        }

        if ((reference.Passphrase ?? FromFile(reference.PassphraseFile)) is { } passphrase)
        {
            openers.Add(new PassphraseOpener(passphrase));
        }

        return openers;
    }
}
