using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Discovery;

/// <summary>
/// Brings credentials that exist into the inventory. Idempotent: a credential is known by its fingerprint, so a second
/// import changes only what people say anew, and adds a private key that was missing.
/// </summary>
public sealed class IdentityImporter
{
    private readonly IInventoryReader _inventory;
    private readonly ActLedger _ledger;
    private readonly Sealer _sealer;
    private readonly ICredentialSource _source;
    private readonly ICertificateReader _reader;
    private readonly IKeyFactory _keys;
    private readonly FilePlaces _places;
    private readonly TimeProvider _time;

    internal IdentityImporter(
        IInventoryReader inventory,
        ActLedger ledger,
        Sealer sealer,
        ICredentialSource source,
        ICertificateReader reader,
        IKeyFactory keys,
        FilePlaces places,
        TimeProvider time) =>
        (_inventory, _ledger, _sealer, _source, _reader, _keys, _places, _time) =
            (inventory, ledger, sealer, source, reader, keys, places, time);

    /// <summary>A run that takes many and commits them in groups; the caller disposes it.</summary>
    public ImportRun Open(CancellationToken cancellationToken) => new(this, _ledger, _time, cancellationToken);

    internal static ImportItem ItemOf(ImportDocumentation documentation, string source)
    {
        var name = NameRules.IdentityName(documentation.Name);
        var kind = documentation.Kind ?? IdentityKind.Certificate;
        return new ImportItem(
            name,
            (transaction, acts, group) =>
            {
                if (group.Recorded(kind, name) is { } known)
                {
                    return ImportActs.Document(transaction, acts, known, documentation, source, keyAdded: false);
                }

                var (result, act) = Add(transaction, group, acts.Now);
                acts.Record(act);
                return result;
            },
            (kind, name),
            Add: Add);

        (ImportResult Result, Act Act) Add(IInventoryTransaction transaction, ImportGroup group, DateTimeOffset now)
        {
            var identity = documentation.ApplyTo(ImportActs.NewIdentity(group, kind, name, now));
            transaction.Identities.AddFree(identity);
            return (new ImportResult(identity, ImportAction.Added, source), ImportActs.ActOf("ImportIdentity", identity, source));
        }
    }

    internal IEnumerable<ImportItem> ItemsOf(
        string path, KeyMaterial? password, ImportDocumentation documentation, CancellationToken cancellationToken) =>
        _source.Read(path, password, cancellationToken).Select(found => ItemOf(found, documentation, cancellationToken));

    internal ImportItem ItemOf(
        byte[] certificate, KeyMaterial? pkcs8, string source, ImportDocumentation documentation, CancellationToken cancellationToken)
    {
        var facts = _reader.Read(certificate);
        RequireMatch(facts, pkcs8, source);
        var found = new FoundCredential
        {
            Kind = facts.IsAuthority ? IdentityKind.CertificateAuthority : IdentityKind.Certificate,
            Source = source,
            SuggestedName = facts.CommonName ?? (facts.Names.Dns is [var first, ..] ? first : facts.Fingerprint),
            Certificate = certificate,
            PrivateKey = pkcs8 is null ? null : KeyMaterial.CopyOf(pkcs8.Span),
            KeyAlgorithm = facts.KeyAlgorithm,
        };
        return ItemOf(found, documentation, cancellationToken);
    }

    internal bool Matters(Finding finding, CancellationToken cancellationToken) =>
        FindingImport.Matters(finding, _inventory.Locations, cancellationToken);

    internal ImportItem ItemOf(Finding finding, ImportDocumentation documentation, CancellationToken cancellationToken) => new(
        finding.Location,
        (transaction, acts, group) =>
            new FindingImport(transaction, acts, group, _sealer, _reader, _places, documentation with { GivesWay = true }).Import(finding, cancellationToken),
        Fingerprint: finding.Fingerprint);

    internal ImportGroup GroupOf(IInventoryTransaction transaction, IReadOnlyList<ImportItem> items, CancellationToken cancellationToken) =>
        new(transaction, _reader, items, cancellationToken);

    private ImportItem ItemOf(FoundCredential found, ImportDocumentation documentation, CancellationToken cancellationToken)
    {
        var fingerprint = ImportedVersion.FingerprintOf(found);
        return new ImportItem(
            found.Source,
            (transaction, acts, group) => new CredentialImport(transaction, acts, group, _sealer, _reader, _places, documentation)
                .Import(found, renews: null, cancellationToken),
            (found.Kind, ImportNames.Clean(documentation.Name ?? found.SuggestedName, fingerprint)),
            fingerprint,
            found);
    }

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
