using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Risk;

/// <summary>Reads the public keys of versions in the inventory.</summary>
internal sealed class CredentialKeys(IVersionReader versions, ICertificateReader certificates, ISshPublicKeyReader sshKeys)
{
    /// <summary>The key of the identity's current version; null when it has none.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidCertificate"/>, <see cref="MimErrorCause.InvalidKey"/>.</exception>
    public CredentialKey? Read(MachineIdentity identity)
    {
        var content = identity.CurrentVersionId is { } id ? versions.Get(id)?.Certificate : null;
        return (content, identity.Kind) switch
        {
            (null, _) => null,
            (_, IdentityKind.Certificate or IdentityKind.CertificateAuthority) => OfCertificate(content),
            (_, IdentityKind.SshKey or IdentityKind.SshHostKey or IdentityKind.SshAuthority) => new CredentialKey(sshKeys.ReadSubjectPublicKeyInfo(content), SshBlob: content),
            _ => null,
        };
    }

    private CredentialKey OfCertificate(byte[] der)
    {
        var facts = certificates.Read(der);
        return new CredentialKey(facts.SubjectPublicKeyInfo, facts);
    }
}
