using System.Security.Cryptography;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Discovery;

/// <summary>
/// Brings credentials that exist into the inventory. Idempotent: a credential is known by its fingerprint, so a second
/// import changes only what people say anew, and adds a private key that was missing.
/// </summary>
public sealed class IdentityImporter
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly Sealer _sealer;
    private readonly ICredentialSource _source;
    private readonly ICertificateReader _reader;
    private readonly IKeyFactory _keys;

    internal IdentityImporter(
        IInventory inventory, ActLedger ledger, Sealer sealer, ICredentialSource source, ICertificateReader reader, IKeyFactory keys) =>
        (_inventory, _ledger, _sealer, _source, _reader, _keys) = (inventory, ledger, sealer, source, reader, keys);

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
                    return Document(transaction, acts, known, documentation, source, keyAdded: false);
                }

                var identity = documentation.ToChange().ApplyTo(NewIdentity(kind, name, acts.Now));
                transaction.Identities.Add(identity);
                acts.Record(ActOf("ImportIdentity", identity, source));
                return new ImportResult(identity, ImportAction.Added, source);
            },
            cancellationToken);
    }

    private static MachineIdentity NewIdentity(IdentityKind kind, string name, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Kind = kind, Name = name, CreatedAt = now, UpdatedAt = now };

    private static Act ActOf(string name, MachineIdentity identity, string source) => new(
        name, "Identity", identity.Id.ToString(), identity.Name, new Dictionary<string, string> { ["source"] = source, ["fingerprint"] = identity.Fingerprint ?? string.Empty });

    private static ImportResult Document(
        IInventoryTransaction transaction, ActScope acts, MachineIdentity known, ImportDocumentation documentation, string source, bool keyAdded)
    {
        var changed = documentation.ToChange().ApplyTo(known) with { HasPrivateKey = known.HasPrivateKey || keyAdded };
        var differs = keyAdded || (changed.Owner, changed.Purpose, changed.Criticality, changed.Environment) != (known.Owner, known.Purpose, known.Criticality, known.Environment)
            || changed.Tags.Count != known.Tags.Count;
        acts.Record(ActOf(differs ? "UpdateIdentity" : "SeeIdentity", known, source));
        if (!differs)
        {
            return new ImportResult(known, ImportAction.Unchanged, source);
        }

        changed = IdentityCatalog.WithDueTime(transaction, known, changed) with { UpdatedAt = acts.Now };
        transaction.Identities.Update(changed);
        return new ImportResult(changed, ImportAction.Updated, source);
    }

    private ImportResult Import(FoundCredential found, ImportDocumentation documentation, CancellationToken cancellationToken) => _ledger.Commit(
        (transaction, acts) =>
        {
            var version = Describe(found, acts.Now);
            var known = transaction.Versions.Find(new VersionQuery { Fingerprint = version.Fingerprint }, cancellationToken)
                .FirstOrDefault(other => transaction.Identities.Get(other.IdentityId)?.Status != VersionState.Destroyed);
            var result = known is null
                ? Add(transaction, acts, found, version, documentation)
                : See(transaction, acts, found, known, documentation);
            if (Path.IsPathFullyQualified(found.Source))
            {
                transaction.Locations.Put(new Location
                {
                    Id = Guid.CreateVersion7(acts.Now),
                    IdentityId = result.Identity.Id,
                    VersionId = known?.Id ?? version.Id,
                    Kind = "File",
                    Address = found.Source,
                    FirstSeen = acts.Now,
                    LastSeen = acts.Now,
                });
            }

            return result;
        },
        cancellationToken);

    private ImportResult Add(IInventoryTransaction transaction, ActScope acts, FoundCredential found, CredentialVersion version, ImportDocumentation documentation)
    {
        if (documentation.Name is not null && ImportNames.Holder(transaction.Identities, found.Kind, NameRules.IdentityName(documentation.Name)) is
            { CurrentVersionId: null, Status: not VersionState.Destroyed } record)
        {
            return Fill(transaction, acts, found, version, documentation, record);
        }

        var name = documentation.Name is null ? ImportNames.Free(transaction.Identities, found.Kind, found.SuggestedName, version.Fingerprint!) : NameRules.IdentityName(documentation.Name);
        var identity = documentation.ToChange().ApplyTo(NewIdentity(found.Kind, name, acts.Now));
        version = version with
        {
            IdentityId = identity.Id,
            DueAt = Schedule.DueAt(version, PolicyBook.Merge(transaction.Policies)[(int)identity.Criticality]),
        };
        identity = VersionWriter.WithCurrent(identity, version, null);
        transaction.Identities.Add(identity);
        transaction.Versions.Add(version);
        SealKey(transaction, found, version.Id);
        acts.Record(ActOf("ImportIdentity", identity, found.Source));
        return new ImportResult(identity, ImportAction.Added, found.Source);
    }

    /// <summary>Gives a record that was imported without its credential the credential.</summary>
    private ImportResult Fill(
        IInventoryTransaction transaction, ActScope acts, FoundCredential found, CredentialVersion version, ImportDocumentation documentation, MachineIdentity record)
    {
        version = version with { IdentityId = record.Id };
        var filled = VersionWriter.WithCurrent(documentation.ToChange().ApplyTo(record), version, null);
        transaction.Identities.Update(filled);
        transaction.Versions.Add(version);
        SealKey(transaction, found, version.Id);
        acts.Record(ActOf("ImportIdentity", filled, found.Source));
        return new ImportResult(filled, ImportAction.Updated, found.Source);
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

    private ImportResult See(IInventoryTransaction transaction, ActScope acts, FoundCredential found, CredentialVersion known, ImportDocumentation documentation)
    {
        var identity = transaction.Identities.Get(known.IdentityId)!;
        var keyAdded = found.PrivateKey is not null && !known.HasPrivateKey && known.State is not (VersionState.Destroyed or VersionState.Revoked);
        if (keyAdded)
        {
            SealKey(transaction, found, known.Id);
            transaction.Versions.Update(known with { HasPrivateKey = true });
        }

        return Document(transaction, acts, identity, documentation, found.Source, keyAdded && identity.CurrentVersionId == known.Id);
    }

    private void SealKey(IInventoryTransaction transaction, FoundCredential found, Guid versionId)
    {
        if (found.PrivateKey is { } key)
        {
            transaction.Sealed.Put(_sealer.Seal(versionId, SealedPurpose.PrivateKey, key.Span));
        }
    }

    private CredentialVersion Describe(FoundCredential found, DateTimeOffset now)
    {
        var version = new CredentialVersion
        {
            Id = Guid.CreateVersion7(now),
            IdentityId = Guid.Empty,
            Number = 1,
            State = VersionState.Active,
            StateReason = "Imported",
            StateAt = now,
            KeyAlgorithm = found.KeyAlgorithm,
            HasPrivateKey = found.PrivateKey is not null,
            CreatedAt = now,
        };
        if (found.Certificate is null)
        {
            var fingerprint = Convert.ToHexString(SHA256.HashData(found.SshPublicKey!));
            return version with { Fingerprint = fingerprint, KeyFingerprint = fingerprint, Certificate = found.SshPublicKey };
        }

        var facts = _reader.Read(found.Certificate);
        return version with
        {
            NotBefore = facts.NotBefore,
            NotAfter = facts.NotAfter,
            Subject = facts.Subject,
            Issuer = facts.Issuer,
            SerialNumber = facts.SerialNumber,
            Fingerprint = facts.Fingerprint,
            KeyFingerprint = facts.KeyFingerprint,
            KeyAlgorithm = facts.KeyAlgorithm,
            Certificate = found.Certificate,
            Chain = found.Chain.Count == 0 ? null : DerSequence.Join(found.Chain),
        };
    }
}
