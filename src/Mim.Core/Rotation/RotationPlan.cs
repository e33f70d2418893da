using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing.Succession;
using Mim.Core.Policies;

namespace Mim.Core.Rotation;

/// <summary>Says what a rotation would do. Pure but for reading the policies.</summary>
internal static class RotationPlan
{
    public static IReadOnlyList<RotationPlanStep> Describe(MachineIdentity identity, IReadOnlyList<Target> targets, PlanSources sources)
    {
        var policy = PolicyBook.Merge(sources.Policies)[(int)identity.Criticality];
        var next = identity.Version + 1;
        var steps = new List<RotationPlanStep>
        {
            new(RotationStep.Plan, $"Claim '{identity.Name}' and open its journal"),
            new(
                RotationStep.Prepare,
                $"{(IssuerOf(identity, sources) is { } issuer ? $"Issue version {next} from authority '{issuer}'" : $"Generate version {next}")}, sealed before anything else happens"),
        };
        steps.AddRange(targets.Select(target => new RotationPlanStep(
            RotationStep.Install, $"Install version {next} at {target.Kind} '{target.Address}'{In(target.Window)}, keeping what is there")));
        steps.AddRange(targets.Select(target => new RotationPlanStep(RotationStep.Prove, $"Prove version {next} at {target.Kind} '{target.Address}'; else put version {identity.Version} back")));
        steps.Add(new RotationPlanStep(RotationStep.Activate, $"Make version {next} the current one"));
        steps.Add(new RotationPlanStep(
            RotationStep.Retire, (policy.Overlap > TimeSpan.Zero ? $"Retire version {identity.Version} after {policy.Overlap.TotalDays:0.##} days" : $"Retire version {identity.Version}")
                + (policy.QuietTime > TimeSpan.Zero ? $", once it has not been seen for {policy.QuietTime.TotalDays:0.##} days" : string.Empty)));
        return steps;
    }

    private static string? IssuerOf(MachineIdentity identity, PlanSources sources) => identity.AuthorityId is { } authority
        ? sources.Identities.Get(new AuthorityLine(sources.Authorities).IssuerAfter(authority))?.Name
        : identity.Authority;

    private static string In(MaintenanceWindow? window) => window is null ? string.Empty : $" in its window ({window})";
}
