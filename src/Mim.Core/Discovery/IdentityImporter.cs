using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Discovery;

/// <summary>
/// Brings credentials that exist into the inventory. Idempotent: a credential is known by its fingerprint, so a second
/// import changes only what people say anew, and adds a private key that was missing. What an authority of this store signed
/// is known as its own, so that it can be revoked.
/// </summary>
public sealed class IdentityImporter
{
    private readonly ActLedger _ledger;
    private readonly Sealer _sealer;
    private readonly ICredentialSource _source;
    private readonly ICertificateReader _reader;
    private readonly IKeyFactory _keys;

    internal IdentityImporter(ActLedger ledger, Sealer sealer, ICredentialSource source, ICertificateReader reader, IKeyFactory keys) =>
        (_ledger, _sealer, _source, _reader, _keys) = (ledger, sealer, source, reader, keys);

    /// <summary>Imports every credential in a file, one transaction each.</summary>
    /// <exception cref="MimException">What the file cannot be read for.</exception>
    public IEnumerable<ImportResult> ImportFile(string path, KeyMaterial? password, ImportDocumentation documentation, CancellationToken cancellationToken)
    {
        foreach (var found in _source.Read(path, password, cancellationToken))
        {
            using (found)
            {
                yield return Import(found, documentation, cancellationToken);
            }
        }
    }

    /// <summary>Imports one certificate, and its key when there is one.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidCertificate"/>.</exception>
    public ImportResult ImportCertificate(byte[] certificate, KeyMaterial? pkcs8, string source, ImportDocumentation documentation, CancellationToken cancellationToken)
    {
        var facts = _reader.Read(certificate);
        RequireMatch(facts, pkcs8, source);
        using var found = new FoundCredential
        {
            Kind = facts.IsAuthority ? IdentityKind.CertificateAuthority : IdentityKind.Certificate,
            Source = source,
            SuggestedName = facts.CommonName ?? (facts.Names.Dns is [var first, ..] ? first : facts.Fingerprint),
            Certificate = certificate,
            PrivateKey = pkcs8 is null ? null : KeyMaterial.CopyOf(pkcs8.Span),
            KeyAlgorithm = facts.KeyAlgorithm,
        };
        return Import(found, documentation, cancellationToken);
    }

    /// <summary>Records an identity of which only the documentation is at hand; its kind and name tell it apart.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidName"/>.</exception>
    public ImportResult ImportRecord(ImportDocumentation documentation, string source, CancellationToken cancellationToken)
    {
        var name = NameRules.IdentityName(documentation.Name);
        var kind = documentation.Kind ?? IdentityKind.Certificate;
        return _ledger.Commit(
            (transaction, acts) =>
            {
                if (ImportNames.Holder(transaction.Identities, kind, name) is { } known)
                {
                    return ImportActs.Document(transaction, acts, known, documentation, source, keyAdded: false);
                }

                var identity = documentation.ToChange().ApplyTo(ImportActs.NewIdentity(kind, name, acts.Now));
                transaction.Identities.Add(identity);
                acts.Record(ImportActs.ActOf("ImportIdentity", identity, source));
                return new ImportResult(identity, ImportAction.Added, source);
            },
            cancellationToken);
    }

    private ImportResult Import(FoundCredential found, ImportDocumentation documentation, CancellationToken cancellationToken) => _ledger.Commit(
        (transaction, acts) => new CredentialImport(transaction, acts, _sealer, _reader, documentation).Import(found, cancellationToken),
        cancellationToken);

    /// <summary>A key that is not the certificate's would be delivered, and fail, at the next rotation.</summary>
    private void RequireMatch(CertificateFacts facts, KeyMaterial? pkcs8, string source)
    {
        using var key = pkcs8 is null ? null : _keys.Import(pkcs8.Span);
        if (key is not null && !key.SubjectPublicKeyInfo.Span.SequenceEqual(facts.SubjectPublicKeyInfo))
        {
            throw new MimException(MimErrorCause.InvalidKey, $"The private key from '{source}' is not that of '{facts.Subject}'.", source);
        }
    }
}
