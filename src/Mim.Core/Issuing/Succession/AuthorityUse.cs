using Mim.Core.Identities;
using Mim.Core.Rotation;

namespace Mim.Core.Issuing.Succession;

/// <summary>What an authority issued and somebody still uses.</summary>
internal static class AuthorityUse
{
    private static readonly RotationOutcome[] _open =
        [RotationOutcome.Running, RotationOutcome.Failed, RotationOutcome.Waiting, RotationOutcome.Overlapping];

    /// <summary>
    /// Names: authorities below it, identities whose current version it signed, and those of which an unfinished rotation may still
    /// use a version that it signed. Streamed.
    /// </summary>
    public static IEnumerable<string> Of(
        SuccessionSources sources, MachineIdentity authority, DateTimeOffset now, CancellationToken cancellationToken) =>
        Below(sources, authority.Id).Concat(Current(sources, authority, now, cancellationToken))
            .Concat(Rotating(sources, authority.Id, now, cancellationToken));

    private static IEnumerable<string> Below(SuccessionSources sources, Guid authorityId) =>
        from record in sources.Authorities.All()
        where record.ParentId == authorityId && record.State != AuthorityState.Retired
        select sources.Identities.Get(record.IdentityId)!.Name;

    private static IEnumerable<string> Current(
        SuccessionSources sources, MachineIdentity authority, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var query = new IdentityQuery
        {
            Authorities = [Wildcard.Escape(authority.Name)], Statuses = [VersionState.Active, VersionState.Suspended], ExpiringAfter = now,
        };
        return sources.Identities.Find(query, cancellationToken)
            .Where(identity => identity.AuthorityId == authority.Id && identity.Kind != IdentityKind.CertificateAuthority)
            .Select(identity => identity.Name);
    }

    private static IEnumerable<string> Rotating(
        SuccessionSources sources, Guid authorityId, DateTimeOffset now, CancellationToken cancellationToken) =>
        from rotation in sources.Journal.Find(new RotationQuery { Outcomes = _open }, cancellationToken)
        let versions = new[] { rotation.OldVersionId, rotation.NewVersionId }.OfType<Guid>().Select(sources.Versions.Get)
        where versions.Any(version => version?.AuthorityId == authorityId && version.NotAfter > now
            && version.State is VersionState.Active or VersionState.PreActivation)
        where sources.Identities.Get(rotation.IdentityId)?.AuthorityId != authorityId
        select $"{rotation.Identity} ({rotation.Outcome})";
}
