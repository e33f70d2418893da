using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Ports;
using Mim.Core.Stores;

namespace Mim.Core;

/// <summary>The adapters behind one session, as the composition wires them.</summary>
public sealed record SessionParts
{
    public required StoreReference Reference { get; init; }

    public required ActContext Context { get; init; }

    public required TimeProvider Time { get; init; }

    public required IInventory Inventory { get; init; }

    /// <summary>Opens the store at another place, or makes an empty one there.</summary>
    public required Func<StoreReference, CancellationToken, IInventory> MakeStore { get; init; }

    public required IStoreTransfer Transfer { get; init; }

    public required IReadOnlyList<IRecipientOpener> Openers { get; init; }

    public required IKeyFiles KeyFiles { get; init; }

    public required IDataProtector DataProtector { get; init; }

    public required IKeyFactory Keys { get; init; }

    public required ICertificateEncoder CertificateEncoder { get; init; }

    public required ICertificateReader CertificateReader { get; init; }

    public required ICrlCodec CrlCodec { get; init; }

    public required IOcspReader OcspReader { get; init; }

    public required ICredentialEncoder CredentialEncoder { get; init; }

    public required ICertificatePathValidator PathValidator { get; init; }

    public required ISshPublicKeyReader SshPublicKeyReader { get; init; }

    public required IWeakKeyLists WeakKeyLists { get; init; }

    public required ICredentialSource CredentialSource { get; init; }

    public required DiscoveryParts Discovery { get; init; }

    public required SshDiscoveryParts SshDiscovery { get; init; }

    public required AccountDiscoveryParts AccountDiscovery { get; init; }

    public required ISecretFileFinder SecretFiles { get; init; }

    public required ISecretPlaces SecretPlaces { get; init; }

    public required SshIssuingParts SshIssuing { get; init; }

    public required IJsonWebTokenCodec JsonWebTokens { get; init; }

    public required IJsonWebKeyCodec JsonWebKeys { get; init; }

    public required IFileWriter Files { get; init; }

    /// <summary>One for each sort of system, for accounts that are reached over the network or are on this machine.</summary>
    public required IReadOnlyList<IAccountRotator> Rotators { get; init; }

    public required IReadOnlyList<ITargetAdapter> Targets { get; init; }

    /// <summary>Where scripts of <see cref="Targets"/> run.</summary>
    public ScriptSession Scripts { get; init; } = new();

    public required RemoteParts Remote { get; init; }

    public required IRunners Runners { get; init; }
}
