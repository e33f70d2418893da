using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;

namespace Mim.Core.Vault;

/// <summary>What becomes of the versions of one secret, within one transaction each.</summary>
internal static class SecretVersions
{
    private const string DeletedReason = "Deleted";

    public static SecretOperation Delete { get; } = new("DeleteSecret", (identity, version) =>
        version.State is VersionState.Active or VersionState.Deactivated or VersionState.PreActivation
            ? version with { State = VersionState.Suspended, StateReason = DeletedReason, DueAt = null }
            : throw Wrong(identity, version, "cannot be deleted"));

    public static SecretOperation Restore { get; } = new("RestoreSecret", (identity, version) =>
        version is { State: VersionState.Suspended, StateReason: DeletedReason }
            ? version with
            {
                State = version.Id == identity.CurrentVersionId ? VersionState.Active : VersionState.Deactivated, StateReason = "Restored",
            }
            : throw Wrong(identity, version, "was not deleted, or is gone for good"));

    public static SecretOperation Destroy { get; } = new("DestroySecret", (identity, version) => Destroyed(version, "Destroyed"), Erases: true);

    /// <summary>Makes a prepared version the newest and current one, whatever number it then has.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.VersionChanged"/>, <see cref="MimErrorCause.AlreadyClaimed"/>: it is being rotated.
    /// </exception>
    public static MachineIdentity Replace(IInventoryTransaction transaction, ActScope acts, Guid identityId, int? expected, PreparedVersion prepared)
    {
        var identity = RequireIdle(transaction, acts, identityId);
        if (expected is { } number && number != identity.Version)
        {
            throw new MimException(
                MimErrorCause.VersionChanged,
                string.Create(CultureInfo.InvariantCulture, $"'{identity.Name}' is at version {identity.Version} and not at {number}: somebody changed it."),
                identity.Name);
        }

        var before = transaction.Versions.OfIdentity(identityId);
        foreach (var version in before)
        {
            Supersede(transaction, version, before.Count - SecretRules.KeptVersions, acts.Now);
        }

        var next = prepared.Version with { Number = before[^1].Number + 1 };
        transaction.Versions.Add(next);
        transaction.Sealed.Put(prepared.SealedKey!);
        var written = VersionWriter.WithCurrent(identity, next, authority: null);
        transaction.Identities.Update(written);
        acts.Record(VersionWriter.ActOf("SetSecret", written, next));
        return written;
    }

    /// <summary>Does something to some versions, or to the current one; all or none of them.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.VersionNotFound"/>, <see cref="MimErrorCause.WrongState"/>, <see cref="MimErrorCause.AlreadyClaimed"/>.
    /// </exception>
    public static MachineIdentity Change(
        IInventoryTransaction transaction, ActScope acts, Guid identityId, IReadOnlyList<int> numbers, SecretOperation operation)
    {
        var identity = RequireIdle(transaction, acts, identityId);
        var versions = transaction.Versions.OfIdentity(identityId);
        var policy = PolicyBook.Merge(transaction.Policies)[(int)identity.Criticality];
        foreach (var number in numbers.Count == 0 ? [identity.Version] : numbers.Distinct())
        {
            var version = versions.FirstOrDefault(version => version.Number == number) ?? throw SecretVault.NoVersion(identity, number);
            if (version.State == VersionState.Destroyed)
            {
                throw Wrong(identity, version, "has been destroyed");
            }

            var changed = operation.Apply(identity, version) with { StateAt = acts.Now };
            changed = changed.State == VersionState.Active ? changed with { DueAt = Schedule.DueAt(changed, policy) } : changed;
            if (operation.Erases)
            {
                transaction.Sealed.Remove(version.Id);
                HandOffEnd.Destroy(transaction, acts, identityId, version.Id);
            }

            transaction.Versions.Update(changed);
            acts.Record(VersionWriter.ActOf(operation.Act, identity, changed));
            if (version.Id == identity.CurrentVersionId)
            {
                // Only one that was disposed of is destroyed as a whole; this one can be given its next value.
                var status = changed.State == VersionState.Destroyed ? VersionState.Deactivated : changed.State;
                identity = identity with { Status = status, DueAt = changed.DueAt, HasPrivateKey = changed.HasPrivateKey, UpdatedAt = acts.Now };
            }
        }

        transaction.Identities.Update(identity);
        return identity;
    }

    private static void Supersede(IInventoryTransaction transaction, CredentialVersion version, int surplus, DateTimeOffset now)
    {
        if (version.HasPrivateKey && version.Number <= surplus + 1)
        {
            transaction.Sealed.Remove(version.Id);
            transaction.Versions.Update(Destroyed(version, "Superseded") with { StateAt = now });
        }
        else if (version.State is VersionState.Active or VersionState.PreActivation)
        {
            transaction.Versions.Update(version with { State = VersionState.Deactivated, StateReason = "Superseded", StateAt = now, DueAt = null });
        }
    }

    private static CredentialVersion Destroyed(CredentialVersion version, string reason) =>
        version with { State = VersionState.Destroyed, StateReason = reason, DueAt = null, HasPrivateKey = false };

    private static MachineIdentity RequireIdle(IInventoryTransaction transaction, ActScope acts, Guid identityId)
    {
        var identity = SecretVault.Require(transaction.Identities, identityId);
        return transaction.Leases.Get(identityId) is { } lease && lease.ExpiresAt > acts.Now
            ? throw new MimException(MimErrorCause.AlreadyClaimed, $"'{identity.Name}' is being rotated by {lease.Owner}.", identity.Name)
            : identity;
    }

    private static MimException Wrong(MachineIdentity identity, CredentialVersion version, string trouble) => new(
        MimErrorCause.WrongState,
        string.Create(CultureInfo.InvariantCulture, $"Version {version.Number} of '{identity.Name}' {trouble}."),
        identity.Name);
}
