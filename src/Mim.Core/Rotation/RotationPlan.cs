using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>Says what a rotation would do. Pure but for reading the policies.</summary>
internal static class RotationPlan
{
    public static IReadOnlyList<RotationPlanStep> Describe(MachineIdentity identity, IReadOnlyList<Target> targets, IPolicyReader policies)
    {
        var policy = PolicyBook.Merge(policies)[(int)identity.Criticality];
        var next = identity.Version + 1;
        var steps = new List<RotationPlanStep>
        {
            new(RotationStep.Plan, $"Claim '{identity.Name}' and open its journal"),
            new(RotationStep.Prepare, $"Issue version {next} from authority '{identity.Authority}', sealed before anything else happens"),
        };
        steps.AddRange(targets.Select(target => new RotationPlanStep(
            RotationStep.Install, $"Install version {next} at {target.Kind} '{target.Address}'{In(target.Window)}, keeping what is there")));
        steps.AddRange(targets.Select(target => new RotationPlanStep(RotationStep.Prove, $"Prove version {next} at {target.Kind} '{target.Address}'; else put version {identity.Version} back")));
        steps.Add(new RotationPlanStep(RotationStep.Activate, $"Make version {next} the current one"));
        steps.Add(new RotationPlanStep(
            RotationStep.Retire, policy.Overlap > TimeSpan.Zero ? $"Retire version {identity.Version} after {policy.Overlap.TotalDays:0.##} days" : $"Retire version {identity.Version}"));
        return steps;
    }

    private static string In(MaintenanceWindow? window) => window is null ? string.Empty : $" in its window ({window})";
}
