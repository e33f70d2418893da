using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Revocation.Ssh;

/// <summary>Puts the keys of SSH identities on the next key revocation list, or takes them off.</summary>
internal static class SshKeyRevocation
{
    /// <summary>Whether identities of that kind are known by their keys, which are then revoked themselves.</summary>
    public static bool IsOfKeys(IdentityKind kind) => kind is IdentityKind.SshKey or IdentityKind.SshHostKey or IdentityKind.SshAuthority;

    /// <summary>Whether the key of an identity is on the list for good.</summary>
    public static bool IsListed(IInventoryTransaction transaction, MachineIdentity identity) =>
        IsOfKeys(identity.Kind)
        && identity.Fingerprint is { } fingerprint
        && transaction.SshRevocations.Get(fingerprint) is { Reason: not RevocationReason.CertificateHold };

    /// <summary>Lists the key of a version, or takes it off when it is freed; says whether it is on the list.</summary>
    public static bool List(
        IInventoryTransaction transaction, MachineIdentity identity, CredentialVersion version, RevocationReason reason, DateTimeOffset now)
    {
        if (version.KeyFingerprint is not { } fingerprint || !Concerns(identity.Kind, reason))
        {
            return false;
        }

        if (reason == RevocationReason.RemoveFromCrl)
        {
            transaction.SshRevocations.Remove(fingerprint);
            return false;
        }

        transaction.SshRevocations.Put(new SshRevokedKey(fingerprint, identity.Id, version.Id, reason, now));
        return true;
    }

    // A certificate is revoked by its serial number; when its key is lost, no other certificate of that key must be good either.
    private static bool Concerns(IdentityKind kind, RevocationReason reason) =>
        IsOfKeys(kind) || (kind == IdentityKind.SshCertificate && reason == RevocationReason.KeyCompromise);
}
