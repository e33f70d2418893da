using Mim.Core.Audit;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Stores;

namespace Mim.Core.Discovery;

/// <summary>Holds what a scan found against what the inventory knows of that place, within one transaction.</summary>
internal sealed class FindingImport(
    IInventoryTransaction transaction, ActScope acts, ImportGroup group, Sealer sealer, ICertificateReader reader, FilePlaces places, ImportDocumentation documentation)
{
    /// <summary>Whether it says anything of the inventory: something was found, or nothing where something was known.</summary>
    public static bool Matters(Finding finding, ILocationReader locations, CancellationToken cancellationToken) =>
        finding.Kind is not null || (IsEmpty(finding.Status) && locations.Find(At(finding), cancellationToken).Any());

    /// <summary>Null when what was known there is gone already.</summary>
    public ImportResult? Import(Finding finding, CancellationToken cancellationToken)
    {
        if (finding is AccountFinding { Kind: not null } account)
        {
            return new AccountImport(transaction, acts, group, documentation).Import(account, cancellationToken);
        }

        var before = transaction.Locations.Find(At(finding), cancellationToken).ToList();
        using var found = finding.ToCredential();
        return found is not null ? Reconcile(finding, found, before, cancellationToken) : Lose(finding, before);
    }

    private static LocationQuery At(Finding finding) => new() { Kind = finding.LocationKind, Address = finding.Location, IdentityKinds = finding.Sort };

    /// <summary>Whether nothing can be there. A server that is silent today, or a file that is locked, may still have it.</summary>
    private static bool IsEmpty(FindingStatus status) => status is FindingStatus.Gone or FindingStatus.NoSuchHost or FindingStatus.Refused
        or FindingStatus.NotTls or FindingStatus.NotSsh or FindingStatus.HandshakeFailed;

    private ImportResult Reconcile(Finding finding, FoundCredential found, List<Location> before, CancellationToken cancellationToken)
    {
        var rivals = Rivals(finding, before);
        var renews = rivals.Select(rival => rival.Identity).FirstOrDefault(identity => IsRenewed(identity, finding));
        var result = new CredentialImport(transaction, acts, group, sealer, reader, places, documentation).Import(found, renews, cancellationToken);
        foreach (var use in finding.UsedBy)
        {
            transaction.Consumers.Put(new Consumer
            {
                Id = Guid.CreateVersion7(acts.Now),
                IdentityId = result.Identity.Id,
                System = $"{use.Program} ({use.Configuration})",
                FirstSeen = finding.FoundAt,
                LastSeen = finding.FoundAt,
            });
        }

        return Replace(result, finding, rivals);
    }

    /// <summary>What was seen last at that place and would not be there beside what is there now.</summary>
    private List<(Location Location, MachineIdentity Identity)> Rivals(Finding finding, List<Location> before) =>
        [.. from location in before
            let version = location.VersionId is { } id ? transaction.Versions.Get(id) : null
            where version is not null && version.Fingerprint != finding.Fingerprint && location.LastSeen <= finding.FoundAt
                && (finding.LocationKind != LocationKinds.Endpoint || KeyFamilies.Of(version.KeyAlgorithm) == KeyFamilies.Of(finding.KeyAlgorithm))
            let identity = transaction.Identities.Get(location.IdentityId)
            where identity is not null && identity.Status != VersionState.Destroyed
            select (location, identity)];

    /// <summary>The same names at the same place: nobody but its renewal looks like that.</summary>
    private bool IsRenewed(MachineIdentity identity, Finding finding)
    {
        if (finding is not CertificateFinding { Certificate: { } der } || identity.CurrentVersionId is not { } current
            || transaction.Versions.Get(current)?.Certificate is not { } old)
        {
            return false;
        }

        var (now, then) = (reader.Read(der), reader.Read(old));
        return identity.Kind == finding.Kind && now.Subject == then.Subject && now.Names.Dns.ToHashSet().SetEquals(then.Names.Dns);
    }

    private ImportResult Replace(ImportResult result, Finding finding, List<(Location Location, MachineIdentity Identity)> rivals)
    {
        foreach (var (location, identity) in rivals.Where(rival => rival.Identity.Id != result.Identity.Id))
        {
            transaction.Locations.MarkGone(location.Id, acts.Now);
            acts.Record(ImportActs.ActOf("LoseLocation", identity, finding.Location));
            result = result with { Action = ImportAction.Changed, Replaced = identity.Name };
        }

        // An older version of the same identity that came back: somebody restored it, or one of several servers was forgotten.
        var isOlder = result.Identity.Fingerprint != finding.Fingerprint && result.Action == ImportAction.Unchanged;
        return isOlder && rivals.Count > 0 ? result with { Action = ImportAction.Changed, Replaced = result.Identity.Name } : result;
    }

    /// <summary>One that names a credential tells of nothing else at that place.</summary>
    private bool IsMeant(Finding finding, Location location) => finding.Fingerprint is null
        || (location.VersionId is { } id && transaction.Versions.Get(id)?.Fingerprint == finding.Fingerprint);

    private ImportResult? Lose(Finding finding, List<Location> before)
    {
        ImportResult? result = null;
        foreach (var location in before.Where(location => IsMeant(finding, location)))
        {
            var identity = transaction.Identities.Get(location.IdentityId).Required("the identity of a location");
            transaction.Locations.MarkGone(location.Id, acts.Now);
            acts.Record(ImportActs.ActOf("LoseLocation", identity, finding.Location));
            result ??= new ImportResult(identity, ImportAction.Gone, finding.Location);
        }

        if (result is null)
        {
            // Another run was quicker; that it was looked at is recorded all the same.
            acts.Record(new Act("LoseLocation", "Location", finding.Location, finding.Location));
        }

        return result;
    }
}
