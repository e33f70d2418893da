using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>Says who has a credential in the inventory, remembering the answers. For one thread.</summary>
internal sealed class KnownCredentials(IInventoryReader inventory)
{
    private readonly Remembered<KnownCredential?> _holders = new();
    private readonly Remembered<string?> _certified = new();

    /// <summary>The identity's name; null for what the inventory does not know, or has disposed of.</summary>
    /// <param name="fingerprint">SHA-256, upper-case hexadecimal.</param>
    public string? NameOf(string fingerprint) => HolderOf(fingerprint)?.Identity.Name;

    /// <summary>The identity and its version; null for what the inventory does not know, or has disposed of.</summary>
    /// <param name="fingerprint">SHA-256, or the keyed hash of a secret, upper-case hexadecimal.</param>
    public KnownCredential? HolderOf(string fingerprint) => _holders.Get(
        fingerprint, () => Holder(new VersionQuery { Fingerprint = fingerprint }, _ => true));

    /// <summary>Name of the identity that has a certificate with this key; null for none.</summary>
    /// <param name="keyFingerprint">SHA-256 of the SubjectPublicKeyInfo, upper-case hexadecimal.</param>
    public string? CertifiedAs(string keyFingerprint) => _certified.Get(
        keyFingerprint, () => Holder(new VersionQuery { KeyFingerprint = keyFingerprint }, FindingSorts.Certificates.Contains)?.Identity.Name);

    // What an identity had twice is alive when one of the two is.
    private KnownCredential? Holder(VersionQuery query, Func<IdentityKind, bool> isWanted) => inventory.Versions.Find(query, CancellationToken.None)
        .OrderByDescending(version => version.State == VersionState.Active)
        .Select(version => inventory.Identities.Get(version.IdentityId) is { } identity ? new KnownCredential(identity, version) : null)
        .FirstOrDefault(known => known is not null && known.Identity.Status != VersionState.Destroyed && isWanted(known.Identity.Kind));
}
