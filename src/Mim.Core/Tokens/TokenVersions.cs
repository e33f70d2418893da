using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Core.Tokens;

/// <summary>What becomes of the versions of one token, within one transaction.</summary>
internal static class TokenVersions
{
    /// <summary>Makes a version the newest and current one; those before end after the overlap, or earlier where they did already.</summary>
    public static MachineIdentity Replace(
        IInventoryTransaction transaction, ActScope acts, MachineIdentity identity, CredentialVersion next, TimeSpan overlap)
    {
        var before = transaction.Versions.OfIdentity(identity.Id);
        var end = acts.Now + overlap;
        foreach (var version in before.Where(version => version.State == VersionState.Active || (version.State == VersionState.Deactivated && version.StateAt > end)))
        {
            transaction.Versions.Update(version with { State = VersionState.Deactivated, StateReason = "Superseded", StateAt = end, DueAt = null });
        }

        var newest = next with { Number = before[^1].Number + 1 };
        transaction.Versions.Add(newest);
        var written = VersionWriter.WithCurrent(identity, newest, identity.Authority);
        transaction.Identities.Update(written);
        acts.Record(VersionWriter.ActOf("ReplaceToken", written, newest));
        return written;
    }
}
