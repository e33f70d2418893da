using Mim.Core.Risk;

namespace Mim.Core.Discovery.Leaks;

/// <summary>The rules that the module knows.</summary>
public static class SecretRules
{
    private static readonly Lazy<IReadOnlyList<SecretRule>> _all = new(SecretRuleReader.ReadOwn);

    /// <summary>In the order of the catalogue.</summary>
    public static IReadOnlyList<SecretRule> All => _all.Value;

    /// <summary>Those with one of the ids, wildcards allowed, and at least so severe.</summary>
    /// <param name="ids">None for all.</param>
    /// <param name="least">The least severity.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: an id is none.</exception>
    public static IReadOnlyList<SecretRule> Select(IReadOnlyList<string> ids, HealthSeverity least)
    {
        if (ids.FirstOrDefault(id => !All.Any(rule => Wildcard.IsMatch(id, rule.Id))) is { } unknown)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"There is no rule '{unknown}' for secrets.", unknown);
        }

        return [.. All.Where(rule => rule.Severity >= least && (ids.Count == 0 || ids.Any(id => Wildcard.IsMatch(id, rule.Id))))];
    }
}
