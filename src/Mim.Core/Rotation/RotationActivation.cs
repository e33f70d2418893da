using Mim.Core.Accounts;
using Mim.Core.Accounts.Lending;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Stores;

namespace Mim.Core.Rotation;

/// <summary>Makes the version that is proved everywhere the current one; the old one stays for the overlap of its policy.</summary>
internal sealed class RotationActivation(RotationJournal journal)
{
    public void Run(RotationRun run, CancellationToken cancellationToken) => journal.Commit(
        run,
        new JournalLine(RotationStep.Activate, JournalState.Done),
        (transaction, acts, record) =>
        {
            var identity = RotationRules.RequireUnchanged(transaction.Identities, record);
            const string what = "the new version of a rotation";
            var prepared = transaction.Versions.Get(record.NewVersionId.Required(what)).Required(what);
            if (prepared.State != VersionState.PreActivation)
            {
                throw new MimException(
                    MimErrorCause.WrongState, $"The new version of '{identity.Name}' became {prepared.State} before it was activated.", identity.Name);
            }

            var version = prepared with { State = VersionState.Active, StateReason = "Rotated", StateAt = acts.Now };
            transaction.Versions.Update(version);
            transaction.Identities.Update(VersionWriter.WithCurrent(identity, version, identity.Authority));
            if (identity.Kind == IdentityKind.ServiceAccount)
            {
                // The proof of the new password was that the old one, which the borrower knows, is refused.
                LeaseEnd.Free(transaction, acts, identity.Id, $"Rotated to version {version.Number}.");
            }

            var policy = PolicyBook.Merge(transaction.Policies)[(int)identity.Criticality];
            var overlap = AccountTemplate.OverlapOf(identity, version, policy);
            return record with
            {
                Step = RotationStep.Activate,
                RetireAt = acts.Now + overlap,
                Outcome = overlap > TimeSpan.Zero ? RotationOutcome.Overlapping : RotationOutcome.Running,
            };
        },
        cancellationToken);
}
