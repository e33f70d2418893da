using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>Tells certificates that an authority of this store signed, by name and by signature, within one transaction.</summary>
internal sealed class OwnIssuers(IInventoryTransaction transaction, ICertificateReader reader)
{
    private List<(MachineIdentity Authority, CredentialVersion Version, CertificateFacts Facts)>? _all;

    /// <summary>The authority and the version of its certificate that signed; null when it is none of ours.</summary>
    public (MachineIdentity Authority, CredentialVersion Version)? Find(CertificateFacts certificate)
    {
        _all ??= [.. Read()];
        var issuer = _all.Find(own => own.Facts.SubjectName.AsSpan().SequenceEqual(certificate.IssuerName)
            && reader.IsSignedBy(certificate.Der, own.Facts.SubjectPublicKeyInfo));
        return issuer.Authority is null ? null : (issuer.Authority, issuer.Version);
    }

    /// <summary>Reads them anew when next asked.</summary>
    public void Forget() => _all = null;

    private IEnumerable<(MachineIdentity Authority, CredentialVersion Version, CertificateFacts Facts)> Read() =>
        from record in transaction.Authorities.All()
        let authority = transaction.Identities.Get(record.IdentityId)
        where authority is { Kind: IdentityKind.CertificateAuthority }
        from version in transaction.Versions.OfIdentity(record.IdentityId)
        select (authority, version, reader.Read(version.Certificate));
}
