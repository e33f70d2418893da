using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>Tells certificates that an authority of this store signed, by name and by signature.</summary>
internal sealed class OwnIssuers(ICertificateReader reader)
{
    /// <summary>The authority and the version of its certificate that signed; null when it is none of ours.</summary>
    public (MachineIdentity Authority, CredentialVersion Version)? Find(IInventoryTransaction transaction, CertificateFacts certificate)
    {
        foreach (var record in transaction.Authorities.All())
        {
            if (transaction.Versions.OfIdentity(record.IdentityId).FirstOrDefault(version => Signed(version, certificate)) is { } version
                && transaction.Identities.Get(record.IdentityId) is { } authority)
            {
                return (authority, version);
            }
        }

        return null;
    }

    private bool Signed(CredentialVersion version, CertificateFacts certificate)
    {
        var issuer = reader.Read(version.Certificate);
        return issuer.SubjectName.AsSpan().SequenceEqual(certificate.IssuerName)
            && reader.IsSignedBy(certificate.Der, issuer.SubjectPublicKeyInfo);
    }
}
