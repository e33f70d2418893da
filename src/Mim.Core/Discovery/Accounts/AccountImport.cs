using System.Security.Cryptography;
using System.Text;
using Mim.Core.Access;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Core.Discovery.Accounts;

/// <summary>
/// Brings an account into the inventory within one transaction. It is known by where it is; what people said of it stays as they said
/// it, and its password, which nobody has seen, is a version without a value.
/// </summary>
internal sealed class AccountImport(IInventoryTransaction transaction, ActScope acts, ImportGroup group, ImportDocumentation documentation)
{
    /// <summary>Null when only the use of an account is told that the inventory knows no longer.</summary>
    public ImportResult? Import(AccountFinding finding, CancellationToken cancellationToken)
    {
        if (Known(finding, cancellationToken) is not { } known)
        {
            return TellsUseOnly(finding) ? Pass(finding) : Seen(finding, Add(finding), cancellationToken);
        }

        var result = ImportActs.Document(transaction, acts, known, documentation, finding.Location, keyAdded: false);
        var isOurs = known.HasPrivateKey || known.Status == VersionState.Revoked || TellsUseOnly(finding);
        return Seen(finding, isOurs ? result : Follow(finding, result), cancellationToken);
    }

    // What a source does not tell stays as another one told it; systems themselves tell all.
    private static VersionState StateOf(AccountFinding finding, CredentialVersion? current) => finding.IsEnabled switch
    {
        false => VersionState.Suspended,
        true => VersionState.Active,
        null => current?.State ?? VersionState.Active,
    };

    private static DateTimeOffset? EndOf(AccountFinding finding, CredentialVersion? current) =>
        finding.EndsAt ?? (finding.Source is AccountSource.Aws or AccountSource.Entra or AccountSource.Google ? current?.NotAfter : null);

    private static bool TellsUseOnly(AccountFinding finding) => (finding.Traits & AccountTraits.UsageOnly) != 0;

    private ImportResult? Pass(AccountFinding finding)
    {
        acts.Record(new Act("SeeIdentity", "Location", finding.Location, finding.Location));
        return null;
    }

    private MachineIdentity? Known(AccountFinding finding, CancellationToken cancellationToken)
    {
        var query = new LocationQuery { Kind = finding.LocationKind, Address = finding.Location, IdentityKinds = finding.Sort, IncludeGone = true };
        var ids = transaction.Locations.Find(query, cancellationToken).Select(location => location.IdentityId).ToList();
        return ids.Concat(finding.KnownId is { } id ? [id] : []).Select(transaction.Identities.Get)
            .FirstOrDefault(identity => identity is { Status: not VersionState.Destroyed });
    }

    private ImportResult Add(AccountFinding finding)
    {
        var kind = finding.Kind!.Value;
        var fingerprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(finding.Location)));
        var name = documentation.Name is null
            ? ImportNames.Free(group, kind, finding.SuggestedName!, fingerprint)
            : NameRules.IdentityName(documentation.Name);
        var holder = documentation.Name is null ? null : group.Holder(kind, name);
        var isRecord = holder is { CurrentVersionId: null, Status: not VersionState.Destroyed };
        var said = isRecord ? documentation.ApplyToKnown(holder!) : documentation.ApplyTo(ImportActs.NewIdentity(group, kind, name, acts.Now));
        said = said with { Owner = said.Owner ?? finding.Owner, Purpose = said.Purpose ?? finding.Description };
        var version = VersionOf(finding, said.Id, number: 1);
        var identity = VersionWriter.WithCurrent(said, version, authority: null);
        if (isRecord)
        {
            transaction.Identities.Update(identity);
        }
        else if (holder is null)
        {
            transaction.Identities.AddFree(identity);
        }
        else
        {
            transaction.Identities.Add(identity);
        }

        transaction.Versions.Add(version);
        acts.Record(ImportActs.ActOf("ImportIdentity", identity, finding.Location));
        return new ImportResult(identity, isRecord ? ImportAction.Updated : ImportAction.Added, finding.Location);
    }

    /// <summary>A password changed since is the next version; an account closed or opened since is the same one in another state.</summary>
    private ImportResult Follow(AccountFinding finding, ImportResult result)
    {
        var identity = result.Identity;
        var current = identity.CurrentVersionId is { } id ? transaction.Versions.Get(id) : null;
        var isNew = current is null || finding.PasswordChangedAt > current.NotBefore;
        if (!isNew && current!.State == StateOf(finding, current) && current.NotAfter == EndOf(finding, current))
        {
            return result;
        }

        var version = isNew
            ? VersionOf(finding, identity.Id, identity.Version + 1)
            : current! with { State = StateOf(finding, current), StateReason = "Imported", StateAt = acts.Now, NotAfter = EndOf(finding, current) };
        if (isNew)
        {
            Supersede(current);
            transaction.Versions.Add(version);
        }
        else
        {
            transaction.Versions.Update(version);
        }

        identity = VersionWriter.WithCurrent(identity, version, authority: null);
        transaction.Identities.Update(identity);
        return result with { Identity = identity, Action = isNew ? ImportAction.Renewed : ImportAction.Updated };
    }

    private void Supersede(CredentialVersion? current)
    {
        if (current is { State: VersionState.Active or VersionState.Suspended })
        {
            transaction.Versions.Update(current with { State = VersionState.Deactivated, StateReason = "Superseded", StateAt = acts.Now });
        }
    }

    private CredentialVersion VersionOf(AccountFinding finding, Guid identityId, int number) => new()
    {
        Id = Guid.CreateVersion7(acts.Now),
        IdentityId = identityId,
        Number = number,
        State = StateOf(finding, current: null),
        StateReason = "Imported",
        StateAt = acts.Now,
        NotBefore = finding.PasswordChangedAt,
        NotAfter = finding.EndsAt,
        Subject = finding.Account,
        CreatedAt = acts.Now,
    };

    private ImportResult Seen(AccountFinding finding, ImportResult result, CancellationToken cancellationToken)
    {
        transaction.Locations.Put(new Location
        {
            Id = Guid.CreateVersion7(acts.Now),
            IdentityId = result.Identity.Id,
            VersionId = result.Identity.CurrentVersionId,
            Kind = finding.LocationKind,
            Address = finding.Location,
            FirstSeen = finding.FoundAt,
            LastSeen = finding.FoundAt,
        });
        if (finding.LastUsedAt is { } used && !IsTold(result.Identity.Id, finding, used, cancellationToken))
        {
            transaction.Evidence.Add(new Evidence
            {
                Id = Guid.CreateVersion7(acts.Now),
                IdentityId = result.Identity.Id,
                VersionId = result.Identity.CurrentVersionId,
                Kind = EvidenceKind.Authenticated,
                Source = SourceOf(finding),
                Detail = finding.LastUsedFor,
                At = used,
            });
        }

        return result;
    }

    private static string SourceOf(AccountFinding finding) => AccountSighting.Prefix(finding.Source, finding.Place ?? string.Empty).TrimEnd();

    // Evidence comes newest first: what is older than the time in question cannot be it.
    private bool IsTold(Guid identityId, AccountFinding finding, DateTimeOffset used, CancellationToken cancellationToken) =>
        transaction.Evidence.OfIdentity(identityId, cancellationToken)
            .TakeWhile(fact => fact.At.ToUnixTimeMilliseconds() >= used.ToUnixTimeMilliseconds())
            .Any(fact => fact.Kind == EvidenceKind.Authenticated && fact.Source == SourceOf(finding));
}
