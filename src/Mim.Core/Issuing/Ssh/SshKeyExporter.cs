using System.Security.Cryptography;
using System.Text;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing.Ssh;

/// <summary>Hands out public keys and certificates of SSH and, when asked, private keys. Handing out a key is recorded before it happens.</summary>
public sealed class SshKeyExporter
{
    private static readonly IdentityKind[] _kinds =
        [IdentityKind.SshKey, IdentityKind.SshHostKey, IdentityKind.SshCertificate, IdentityKind.SshAuthority];

    private readonly IInventory _inventory;
    private readonly KeyDisclosure _keys;
    private readonly SshIssuingParts _parts;
    private readonly IFileWriter _files;

    internal SshKeyExporter(IInventory inventory, KeyDisclosure keys, SshIssuingParts parts, IFileWriter files) =>
        (_inventory, _keys, _parts, _files) = (inventory, keys, parts, files);

    /// <summary>The encoded export, text, in a buffer that the caller disposes.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.IdentityNotFound"/>, <see cref="MimErrorCause.VersionNotFound"/>,
    /// <see cref="MimErrorCause.PrivateKeyMissing"/>, <see cref="MimErrorCause.InvalidArgument"/>.
    /// </exception>
    public KeyMaterial Export(SshKeyExport export, CancellationToken cancellationToken) => Encode(export, destination: null, cancellationToken);

    /// <summary>Writes the export to a file: owner-only when it holds a private key.</summary>
    /// <exception cref="MimException">As <see cref="Export"/>.</exception>
    public void ExportTo(string path, SshKeyExport export, bool overwrite, CancellationToken cancellationToken)
    {
        using var content = Encode(export, path, cancellationToken);
        _files.Write(path, ownerOnly: export.IncludePrivateKey, overwrite, output => output.Write(content.Span));
    }

    private KeyMaterial Encode(SshKeyExport export, string? destination, CancellationToken cancellationToken)
    {
        var identity = _inventory.Identities.Get(export.IdentityId) ?? throw IdentityCatalog.NotFound(export.IdentityId);
        var version = VersionOf(identity, export.VersionId);
        var comment = SshKeyTemplate.FromJson(version.Template)?.Comment ?? identity.Name;
        if (!export.IncludePrivateKey)
        {
            return KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(Public(export, identity, version.Certificate!, comment)));
        }

        if (export.Format == SshKeyFormat.Rfc4716)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"Rfc4716 holds no private keys; use OpenSsh or Pem for '{identity.Name}'.", identity.Name);
        }

        return _keys.Disclose(
            identity,
            version,
            export.Format.ToString(),
            export.Passphrase is not null,
            destination,
            key => Private(export, version, key, comment, cancellationToken),
            cancellationToken);
    }

    private string Public(SshKeyExport export, MachineIdentity identity, byte[] blob, string comment)
    {
        if (export.TrustedFor.Count > 0)
        {
            return $"@cert-authority {Patterns(export.TrustedFor, identity)} {_parts.KeyEncoder.FormatPublic(SshKeyFormat.OpenSsh, blob, comment)}";
        }

        if (export.Format != SshKeyFormat.Pem)
        {
            return _parts.KeyEncoder.FormatPublic(export.Format, blob, comment);
        }

        return identity.Kind == IdentityKind.SshCertificate
            ? throw new MimException(MimErrorCause.InvalidArgument, $"Pem holds keys and no certificates of SSH; use OpenSsh for '{identity.Name}'.", identity.Name)
            : PemEncoding.WriteString("PUBLIC KEY", _parts.KeyReader.ReadSubjectPublicKeyInfo(blob)) + "\n";
    }

    private static string Patterns(IReadOnlyList<string> patterns, MachineIdentity identity) =>
        patterns.FirstOrDefault(pattern => pattern.Length == 0 || pattern.Any(mark => char.IsWhiteSpace(mark) || char.IsControl(mark) || mark == ',')) is { } bad
            ? throw new MimException(MimErrorCause.InvalidArgument, $"'{bad}' is no pattern of hosts for '{identity.Name}'.", identity.Name)
            : string.Join(',', patterns);

    private KeyMaterial Private(SshKeyExport export, CredentialVersion version, KeyMaterial key, string comment, CancellationToken cancellationToken)
    {
        using var pkcs8 = _parts.PrivateKeyReader.ReadPkcs8(key.Memory);
        return export.Format == SshKeyFormat.Pem
            ? _parts.PemEncoder.Encode(new ExportLayout { Content = ExportContent.Chain }, [], [], pkcs8, export.Passphrase, cancellationToken)
            : _parts.KeyEncoder.EncodePrivate(PublicBlobOf(pkcs8), pkcs8, comment, export.Passphrase, cancellationToken);
    }

    private byte[] PublicBlobOf(KeyMaterial pkcs8)
    {
        using var key = _parts.Keys.Import(pkcs8.Span);
        return _parts.KeyEncoder.EncodePublic(key.SubjectPublicKeyInfo);
    }

    private CredentialVersion VersionOf(MachineIdentity identity, Guid? versionId)
    {
        var version = (versionId ?? identity.CurrentVersionId) is { } id ? _inventory.Versions.Get(id) : null;
        return version?.IdentityId == identity.Id && version.Certificate is not null && _kinds.Contains(identity.Kind)
            ? version
            : throw new MimException(
                MimErrorCause.VersionNotFound,
                $"'{identity.Name}' has no key of SSH{(versionId is null ? string.Empty : $" with version id {versionId}")}.",
                identity.Name);
    }
}
