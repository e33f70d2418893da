using System.Globalization;

using Mim.Core;
using Mim.Core.Rotation;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Ids of the newest rotations.</summary>
public sealed class RotationIdCompleter : StoreCompleter
{
    private protected override bool TakesWildcards => false;

    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(
        MimSession session, string pattern, CancellationToken cancellationToken) =>
        session.Rotation.Find(new RotationQuery { First = 500 }, cancellationToken)
            .Where(rotation => rotation.Id.ToString().StartsWith(pattern.TrimEnd('*'), StringComparison.OrdinalIgnoreCase))
            .Select(rotation => (rotation.Id.ToString(), Describe(rotation)));

    private static string Describe(RotationRecord rotation) => string.Create(
        CultureInfo.InvariantCulture, $"{rotation.Identity}, {rotation.Outcome}, {rotation.StartedAt:yyyy-MM-dd HH:mm}Z");
}
