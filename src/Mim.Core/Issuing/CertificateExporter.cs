using Mim.Core.Identities;
using Mim.Core.Issuing.Succession;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing;

/// <summary>Hands out certificates and, when asked, private keys. Handing out a key is recorded before it happens.</summary>
public sealed class CertificateExporter
{
    private readonly IInventory _inventory;
    private readonly KeyDisclosure _keys;
    private readonly ICredentialEncoder _encoder;
    private readonly IFileWriter _files;

    internal CertificateExporter(IInventory inventory, KeyDisclosure keys, ICredentialEncoder encoder, IFileWriter files) =>
        (_inventory, _keys, _encoder, _files) = (inventory, keys, encoder, files);

    /// <summary>The encoded export in a buffer that the caller disposes.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.IdentityNotFound"/>, <see cref="MimErrorCause.VersionNotFound"/>,
    /// <see cref="MimErrorCause.PrivateKeyMissing"/>, <see cref="MimErrorCause.InvalidArgument"/>.
    /// </exception>
    public KeyMaterial Export(CertificateExport export, CancellationToken cancellationToken) => Encode(export, destination: null, cancellationToken);

    /// <summary>Writes the export to a file: owner-only when it holds a key.</summary>
    public void ExportTo(string path, CertificateExport export, bool overwrite, CancellationToken cancellationToken)
    {
        using var content = Encode(export, path, cancellationToken);
        _files.Write(path, ownerOnly: export.IncludePrivateKey, overwrite, output => output.Write(content.Span));
    }

    private KeyMaterial Encode(CertificateExport export, string? destination, CancellationToken cancellationToken)
    {
        var identity = _inventory.Identities.Get(export.IdentityId) ?? throw IdentityCatalog.NotFound(export.IdentityId);
        if (export.IsTrustBundle)
        {
            return EncodeBundle(identity, export, cancellationToken);
        }

        var version = VersionOf(identity, export.VersionId);
        if (export.IncludePrivateKey && export.Layout is { Format: ExportFormat.Der or ExportFormat.Pkcs7 or ExportFormat.Jks })
        {
            throw new MimException(
                MimErrorCause.InvalidArgument,
                $"{export.Layout.Format} holds no private keys; use Pem or Pfx for '{identity.Name}'.",
                identity.Name);
        }

        var chain = new ChainBuilder(_inventory).Above(version);
        KeyMaterial Encode(KeyMaterial? pkcs8) =>
            _encoder.Encode(export.Layout, version.Certificate!, chain, pkcs8, export.Password, cancellationToken);

        return export.IncludePrivateKey
            ? _keys.Disclose(
                identity, version, export.Layout.Format.ToString(), export.Password is not null, destination, Encode, cancellationToken)
            : Encode(pkcs8: null);
    }

    private KeyMaterial EncodeBundle(MachineIdentity identity, CertificateExport export, CancellationToken cancellationToken)
    {
        if (export.Layout.Format is not (ExportFormat.Pem or ExportFormat.Pkcs7))
        {
            throw new MimException(
                MimErrorCause.InvalidArgument,
                $"A trust bundle is exported as Pem or Pkcs7; as a truststore that of '{identity.Name}' is delivered to a target.",
                identity.Name);
        }

        var roots = TrustBundle.Of(_inventory, identity);
        var layout = export.Layout with { Content = ExportContent.FullChain };
        return _encoder.Encode(layout, roots[0], [.. roots.Skip(1)], null, null, cancellationToken);
    }

    private CredentialVersion VersionOf(MachineIdentity identity, Guid? versionId)
    {
        var version = (versionId ?? identity.CurrentVersionId) is { } id ? _inventory.Versions.Get(id) : null;
        return version?.IdentityId == identity.Id && version.Certificate is not null && identity.Kind is (IdentityKind.Certificate or IdentityKind.CertificateAuthority)
            ? version
            : throw new MimException(MimErrorCause.VersionNotFound, $"'{identity.Name}' has no certificate{(versionId is null ? string.Empty : $" with version id {versionId}")}.", identity.Name);
    }
}
