using Mim.Core.Identities;

namespace Mim.Core.Rotation;

/// <summary>Whether what a plan was made for is still as it was.</summary>
internal static class PlanChange
{
    /// <summary>What has changed; null for nothing. Any step that would read differently now is a change.</summary>
    public static string? Since(SavedPlanItem item, PlanSources sources, CancellationToken cancellationToken)
    {
        if (sources.Identities.Get(item.IdentityId) is not { } identity)
        {
            return "it is there no longer";
        }

        if (identity.Status != VersionState.Active)
        {
            return $"it became {identity.Status}";
        }

        if (identity.CurrentVersionId != item.VersionId)
        {
            return $"version {identity.Version} is the current one now";
        }

        var now = RotationPlan.Describe(identity, [.. sources.Targets.Find(identity.Id, cancellationToken)], sources);
        if (now.Except(item.Steps).FirstOrDefault() is { } added)
        {
            return $"it would do this now: {added.Description}";
        }

        return item.Steps.Except(now).FirstOrDefault() is { } gone ? $"it would not do this any more: {gone.Description}" : null;
    }
}
