using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>What may be rotated, delivered, resumed and undone, and when.</summary>
internal static class RotationRules
{
    /// <summary>How those stand that something is left to do for.</summary>
    public static IReadOnlyList<RotationOutcome> Unended { get; } =
        [RotationOutcome.Running, RotationOutcome.Failed, RotationOutcome.Waiting, RotationOutcome.Overlapping];

    public static void RequireRotatable(MachineIdentity identity)
    {
        if (identity is not { Status: VersionState.Active, CurrentVersionId: not null })
        {
            throw WrongState(identity.Name, $"'{identity.Name}' is {identity.Status}; only an active identity is rotated.");
        }
    }

    public static void RequireDeliverable(MachineIdentity identity)
    {
        if (identity is not { Status: VersionState.Active, CurrentVersionId: not null })
        {
            throw WrongState(identity.Name, $"'{identity.Name}' is {identity.Status}; only an active version is delivered.");
        }
    }

    /// <summary>Due by its policy, and not backing off after the failure of <paramref name="last"/>.</summary>
    public static void RequireDue(MachineIdentity identity, RotationRecord? last, DateTimeOffset now)
    {
        if (identity.DueAt is null || identity.DueAt > now)
        {
            var when = identity.DueAt is { } due ? $" before {due:yyyy-MM-dd HH:mm}Z" : string.Empty;
            throw WrongState(identity.Name, $"'{identity.Name}' is not due{when}.");
        }

        if (last?.NotBefore > now)
        {
            throw WrongState(identity.Name, $"'{identity.Name}' backs off until {last.NotBefore:yyyy-MM-dd HH:mm}Z after {last.Attempt} failed tries.");
        }
    }

    /// <summary>Of a pair of accounts the one whose turn it is must be out of use: never are both changed within one overlap.</summary>
    public static void RequireTurn(IInventoryTransaction transaction, MachineIdentity identity, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (identity.Kind != IdentityKind.ServiceAccount)
        {
            return;
        }

        var query = new RotationQuery { IdentityId = identity.Id, Outcomes = [RotationOutcome.Overlapping], First = 1 };
        if (transaction.Journal.Find(query, cancellationToken).FirstOrDefault() is { } held)
        {
            throw WrongState(
                identity.Name,
                held.RetireAt > now
                    ? $"The old account of '{identity.Name}' is kept until {held.RetireAt:yyyy-MM-dd HH:mm}Z, and has its next turn when it is closed."
                    : $"The old account of '{identity.Name}' can be closed: Resume-MachineIdentityRotation does that, and then it has its next turn.");
        }
    }

    /// <summary>Not waiting for a later time.</summary>
    public static void RequireReady(RotationRecord record, DateTimeOffset now)
    {
        if (record.Outcome == RotationOutcome.Waiting && record.NotBefore > now)
        {
            throw WrongState(record.Identity, $"'{record.Identity}': {record.Reason}");
        }
    }

    public static MimException Unfinished(RotationRecord record) =>
        WrongState(record.Identity, $"'{record.Identity}' has rotation {record.Id} that is not finished: Resume-MachineIdentityRotation goes on with it.");

    public static void RequireResumable(RotationRecord record, DateTimeOffset now)
    {
        if (record.Outcome == RotationOutcome.Overlapping && record.RetireAt > now)
        {
            throw WrongState(record.Identity, $"The old version of '{record.Identity}' is kept until {record.RetireAt:yyyy-MM-dd HH:mm}Z.");
        }

        if (record.Outcome is not (RotationOutcome.Running or RotationOutcome.Failed or RotationOutcome.Waiting or RotationOutcome.Overlapping))
        {
            throw WrongState(record.Identity, $"Rotation {record.Id} of '{record.Identity}' has ended: {record.Outcome}.");
        }
    }

    /// <summary>One that waits, or the newest rotation that changed the version, as long as its old version can still be used.</summary>
    public static void RequireUndoable(IInventoryTransaction transaction, RotationRecord record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (record.Outcome == RotationOutcome.Waiting)
        {
            return;
        }

        var old = record.OldVersionId is { } id ? transaction.Versions.Get(id) : null;
        var trouble = record switch
        {
            { IsDelivery: true } => "it was a delivery",
            { Outcome: not (RotationOutcome.Completed or RotationOutcome.Overlapping) } => $"it is {record.Outcome}",
            _ when transaction.Identities.Get(record.IdentityId)?.CurrentVersionId != record.NewVersionId => "a later rotation came after it",
            _ when IsUnfinished(transaction, record, cancellationToken) => "a later rotation or delivery is not finished",
            _ when old is null || old.State is VersionState.Revoked or VersionState.Suspended or VersionState.Destroyed =>
                $"the old version is {old?.State.ToString() ?? "gone"}",
            _ when old.NotAfter <= now => "the old version has expired",
            _ when transaction.AccountLeases.WasLent(old.Id) => "the old password was lent, and who borrowed it knows it",
            _ => null,
        };
        if (trouble is not null)
        {
            throw WrongState(record.Identity, $"Rotation {record.Id} of '{record.Identity}' cannot be undone: {trouble}.");
        }
    }

    /// <summary>The identity, as long as it is the one that this rotation began with.</summary>
    public static MachineIdentity RequireUnchanged(IIdentityReader identities, RotationRecord record)
    {
        var identity = identities.Get(record.IdentityId) ?? throw IdentityCatalog.NotFound(record.IdentityId);
        return identity.Status == VersionState.Active && identity.CurrentVersionId == record.OldVersionId
            ? identity
            : throw WrongState(identity.Name, $"'{identity.Name}' became {identity.Status} or changed its version while it was worked on.");
    }

    private static bool IsUnfinished(IInventoryTransaction transaction, RotationRecord record, CancellationToken cancellationToken) => transaction.Journal
        .Find(new RotationQuery { IdentityId = record.IdentityId, Outcomes = [RotationOutcome.Running, RotationOutcome.Failed, RotationOutcome.Waiting] }, cancellationToken)
        .Any();

    private static MimException WrongState(string identity, string message) => new(MimErrorCause.WrongState, message, identity);
}
