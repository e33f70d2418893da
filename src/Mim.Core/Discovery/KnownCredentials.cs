using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>Says who has a credential in the inventory, remembering the answers. For one thread.</summary>
internal sealed class KnownCredentials(IInventoryReader inventory)
{
    private readonly Remembered<MachineIdentity?> _holders = new();
    private readonly Remembered<string?> _certified = new();

    /// <summary>The identity's name; null for what the inventory does not know, or has disposed of.</summary>
    /// <param name="fingerprint">SHA-256, upper-case hexadecimal.</param>
    public string? NameOf(string fingerprint) => HolderOf(fingerprint)?.Name;

    /// <summary>The identity; null for what the inventory does not know, or has disposed of.</summary>
    /// <param name="fingerprint">SHA-256, or the keyed hash of a secret, upper-case hexadecimal.</param>
    public MachineIdentity? HolderOf(string fingerprint) => _holders.Get(
        fingerprint, () => Holder(new VersionQuery { Fingerprint = fingerprint }, _ => true));

    /// <summary>Name of the identity that has a certificate with this key; null for none.</summary>
    /// <param name="keyFingerprint">SHA-256 of the SubjectPublicKeyInfo, upper-case hexadecimal.</param>
    public string? CertifiedAs(string keyFingerprint) => _certified.Get(
        keyFingerprint, () => Holder(new VersionQuery { KeyFingerprint = keyFingerprint }, FindingSorts.Certificates.Contains)?.Name);

    private MachineIdentity? Holder(VersionQuery query, Func<IdentityKind, bool> isWanted) => inventory.Versions.Find(query, CancellationToken.None)
        .Select(version => inventory.Identities.Get(version.IdentityId))
        .FirstOrDefault(identity => identity is not null && identity.Status != VersionState.Destroyed && isWanted(identity.Kind));
}
