using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Stores;

namespace Mim.Core.Discovery;

/// <summary>Brings one credential into the inventory within one transaction.</summary>
internal sealed class CredentialImport(
    IInventoryTransaction transaction, ActScope acts, ImportGroup group, Sealer sealer, ICertificateReader reader, FilePlaces places, ImportDocumentation documentation)
{
    /// <param name="found">What to bring in.</param>
    /// <param name="renews">The identity that takes what is new as its next version; null for an identity of its own.</param>
    /// <param name="cancellationToken">Stops the search for what is known.</param>
    public ImportResult Import(FoundCredential found, MachineIdentity? renews, CancellationToken cancellationToken)
    {
        var imported = ImportedVersion.Of(found, group.Issuers, reader, acts.Now);
        var known = Known(imported.Version.Fingerprint!, cancellationToken);
        var result = known is not null ? See(found, known) : renews is null ? Add(found, imported) : Renew(found, imported, renews);
        var isFile = found.LocationKind is null && Path.IsPathFullyQualified(found.Source);
        if (isFile || found.LocationKind is not null)
        {
            transaction.Locations.Put(new Location
            {
                Id = Guid.CreateVersion7(acts.Now),
                IdentityId = result.Identity.Id,
                VersionId = known?.Id ?? imported.Version.Id,
                Kind = found.LocationKind ?? places.Kind,
                Address = isFile ? places.AddressOf(found.Source) : found.Source,
                FirstSeen = found.SeenAt ?? acts.Now,
                LastSeen = found.SeenAt ?? acts.Now,
            });
        }

        return result;
    }

    private CredentialVersion? Known(string fingerprint, CancellationToken cancellationToken) => group.IsNew(fingerprint)
        ? null
        : transaction.Versions.Find(new VersionQuery { Fingerprint = fingerprint }, cancellationToken)
            .FirstOrDefault(other => transaction.Identities.Get(other.IdentityId)?.Status != VersionState.Destroyed);

    private ImportResult Add(FoundCredential found, ImportedVersion imported)
    {
        var name = documentation.Name is null
            ? ImportNames.Free(group, found.Kind, found.SuggestedName, imported.Version.Fingerprint!)
            : NameRules.IdentityName(documentation.Name);
        var holder = documentation.Name is null ? null : group.Holder(found.Kind, name);
        if (holder is { CurrentVersionId: null, Status: not VersionState.Destroyed })
        {
            return Fill(found, imported, holder);
        }

        var identity = documentation.ApplyTo(ImportActs.NewIdentity(group, found.Kind, name, acts.Now));
        var version = imported.Version with
        {
            IdentityId = identity.Id,
            DueAt = Schedule.DueAt(imported.Version, group.Policies[(int)identity.Criticality]),
        };
        identity = VersionWriter.WithCurrent(identity, version, imported.Authority);
        if (holder is null)
        {
            transaction.Identities.AddFree(identity);
        }
        else
        {
            transaction.Identities.Add(identity);
        }

        Write(found, version, identity);
        return new ImportResult(identity, ImportAction.Added, found.Source);
    }

    /// <summary>What was renewed elsewhere becomes the current version when it is the newer one.</summary>
    private ImportResult Renew(FoundCredential found, ImportedVersion imported, MachineIdentity identity)
    {
        var versions = transaction.Versions.OfIdentity(identity.Id);
        var version = imported.Version with
        {
            IdentityId = identity.Id,
            Number = versions[^1].Number + 1,
            DueAt = Schedule.DueAt(imported.Version, group.Policies[(int)identity.Criticality]),
        };
        var current = versions.FirstOrDefault(other => other.Id == identity.CurrentVersionId);
        if (current?.NotBefore > version.NotBefore)
        {
            var late = version with { State = VersionState.Deactivated, StateReason = "Superseded", DueAt = null };
            Write(found, late, identity);
            return new ImportResult(identity, ImportAction.Updated, found.Source);
        }

        if (current is { State: VersionState.Active })
        {
            transaction.Versions.Update(current with { State = VersionState.Deactivated, StateReason = "Superseded", StateAt = acts.Now, DueAt = null });
        }

        var renewed = VersionWriter.WithCurrent(documentation.ApplyToKnown(identity), version, imported.Authority);
        transaction.Identities.Update(renewed);
        Write(found, version, renewed);
        return new ImportResult(renewed, ImportAction.Renewed, found.Source);
    }

    /// <summary>Gives a record that was imported without its credential the credential.</summary>
    private ImportResult Fill(FoundCredential found, ImportedVersion imported, MachineIdentity record)
    {
        var version = imported.Version with { IdentityId = record.Id };
        var filled = VersionWriter.WithCurrent(documentation.ApplyToKnown(record), version, imported.Authority);
        transaction.Identities.Update(filled);
        Write(found, version, filled);
        return new ImportResult(filled, ImportAction.Updated, found.Source);
    }

    private ImportResult See(FoundCredential found, CredentialVersion known)
    {
        var identity = transaction.Identities.Get(known.IdentityId).Required("the identity of a version");
        var keyAdded = found.PrivateKey is not null && !known.HasPrivateKey && known.State is not (VersionState.Destroyed or VersionState.Revoked);
        if (keyAdded)
        {
            SealKey(found, known.Id);
            transaction.Versions.Update(known with { HasPrivateKey = true });
        }

        return ImportActs.Document(
            transaction, acts, identity, documentation, found.Source, keyAdded && identity.CurrentVersionId == known.Id);
    }

    private void Write(FoundCredential found, CredentialVersion version, MachineIdentity identity)
    {
        transaction.Versions.Add(version);
        group.Add(identity, version);
        SealKey(found, version.Id);
        acts.Record(ImportActs.ActOf("ImportIdentity", identity, found.Source));
    }

    private void SealKey(FoundCredential found, Guid versionId)
    {
        if (found.PrivateKey is { } key)
        {
            transaction.Sealed.Put(sealer.Seal(versionId, SealedPurpose.PrivateKey, key.Span));
        }
    }
}
