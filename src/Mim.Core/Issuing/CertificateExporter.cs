using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing;

/// <summary>Hands out certificates and, when asked, private keys. Handing out a key is recorded before it happens.</summary>
public sealed class CertificateExporter
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly Sealer _sealer;
    private readonly ICredentialEncoder _encoder;
    private readonly IFileWriter _files;

    internal CertificateExporter(IInventory inventory, ActLedger ledger, Sealer sealer, ICredentialEncoder encoder, IFileWriter files) =>
        (_inventory, _ledger, _sealer, _encoder, _files) = (inventory, ledger, sealer, encoder, files);

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
        var version = VersionOf(identity, export.VersionId);
        if (export.IncludePrivateKey && export.Layout is { Format: ExportFormat.Der or ExportFormat.Pkcs7 })
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"{export.Layout.Format} holds no private keys; use Pem or Pfx for '{identity.Name}'.", identity.Name);
        }

        if (!export.IncludePrivateKey)
        {
            return _encoder.Encode(
                export.Layout, version.Certificate!, new ChainBuilder(_inventory.Versions).Above(version), null, export.Password, cancellationToken);
        }

        using var pkcs8 = _sealer.TryUnseal(_inventory.Sealed, version.Id, SealedPurpose.PrivateKey) ?? throw new MimException(
            MimErrorCause.PrivateKeyMissing, $"The store does not hold the private key of '{identity.Name}' version {version.Number}.", identity.Name);
        var chain = new ChainBuilder(_inventory.Versions).Above(version);
        var encoded = _encoder.Encode(export.Layout, version.Certificate!, chain, pkcs8, export.Password, cancellationToken);
        try
        {
            RecordExport(identity, version, export, destination, cancellationToken);
            return encoded;
        }
        catch
        {
            encoded.Dispose();
            throw;
        }
    }

    private void RecordExport(MachineIdentity identity, CredentialVersion version, CertificateExport export, string? destination, CancellationToken cancellationToken) =>
        _ledger.Commit(
            (_, acts) => acts.Record(new Act("ExportPrivateKey", "Identity", identity.Id.ToString(), identity.Name, new Dictionary<string, string>
            {
                ["version"] = version.Number.ToString(CultureInfo.InvariantCulture),
                ["format"] = export.Layout.Format.ToString(),
                ["encrypted"] = export.Password is null ? "no" : "yes",
                ["destination"] = destination ?? "pipeline",
            })),
            cancellationToken);

    private CredentialVersion VersionOf(MachineIdentity identity, Guid? versionId)
    {
        var version = (versionId ?? identity.CurrentVersionId) is { } id ? _inventory.Versions.Get(id) : null;
        return version?.IdentityId == identity.Id && version.Certificate is not null && identity.Kind is (IdentityKind.Certificate or IdentityKind.CertificateAuthority)
            ? version
            : throw new MimException(MimErrorCause.VersionNotFound, $"'{identity.Name}' has no certificate{(versionId is null ? string.Empty : $" with version id {versionId}")}.", identity.Name);
    }
}
