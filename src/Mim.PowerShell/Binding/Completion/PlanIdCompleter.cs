using System.Globalization;

using Mim.Core;
using Mim.Core.Rotation;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Ids of the newest saved plans.</summary>
public sealed class PlanIdCompleter : StoreCompleter
{
    private const int Newest = 100;

    private protected override bool TakesWildcards => false;

    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(
        MimSession session, string pattern, CancellationToken cancellationToken) =>
        session.RotationPlans.Find(cancellationToken)
            .Take(Newest)
            .Where(plan => plan.Id.ToString().StartsWith(pattern.TrimEnd('*'), StringComparison.OrdinalIgnoreCase))
            .Select(plan => (plan.Id.ToString(), Describe(plan)));

    private static string Describe(SavedPlan plan) => string.Create(
        CultureInfo.InvariantCulture, $"{plan.Begun} of {plan.Identities} begun, {plan.CreatedBy}, {plan.CreatedAt:yyyy-MM-dd HH:mm}Z");
}
