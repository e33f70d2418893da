using System.Globalization;

namespace Mim.Core.Policies;

/// <summary>Holds a subject against a policy, rule by rule. Pure.</summary>
public static class PolicyRules
{
    /// <summary>One finding for each rule that applies to the facts at hand.</summary>
    public static IEnumerable<PolicyFinding> Judge(IdentityPolicy policy, PolicySubject subject) =>
        Rules(policy, subject).Select(rule => new PolicyFinding(rule.Name, rule.Passed, rule.Detail()));

    /// <exception cref="MimException"><see cref="MimErrorCause.PolicyViolation"/>, naming the first rule that is broken.</exception>
    public static void Enforce(IdentityPolicy policy, PolicySubject subject)
    {
        foreach (var rule in Rules(policy, subject))
        {
            if (!rule.Passed)
            {
                throw new MimException(
                    MimErrorCause.PolicyViolation,
                    $"'{subject.Name}' breaks rule {rule.Name} of the {policy.Criticality} policy: {rule.Detail()}.",
                    subject.Name);
            }
        }
    }

    /// <summary>The text of a rule is made when it is asked for: whoever issues in bulk keeps them all.</summary>
    private static IEnumerable<(string Name, bool Passed, Func<string> Detail)> Rules(IdentityPolicy policy, PolicySubject subject)
    {
        if (subject.Lifetime is { } lifetime)
        {
            yield return (
                "MaximumLifetime",
                lifetime <= policy.MaximumLifetime,
                () => $"{Days(lifetime)} of at most {Days(policy.MaximumLifetime)} for {policy.Criticality}");
        }

        if (KeySize(policy, subject.KeyAlgorithm) is var (bits, minimum))
        {
            yield return ("KeyFloor", bits >= minimum, () => $"{subject.KeyAlgorithm}, at least {minimum} bits");
        }

        if (policy.RequireOwner)
        {
            yield return (
                "RequireOwner",
                !string.IsNullOrWhiteSpace(subject.Owner),
                () => subject.Owner ?? $"{policy.Criticality} identities need an owner");
        }

        foreach (var tag in policy.RequiredTags)
        {
            yield return ("RequiredTags", subject.Tags.Any(present => Carries(present, tag)), () => tag);
        }

        if (policy.NamePatterns.Count > 0)
        {
            foreach (var name in subject.DnsNames.Prepend(subject.Name))
            {
                yield return ("NamePatterns", MatchesAny(name, policy.NamePatterns), () => $"'{name}' against {string.Join(", ", policy.NamePatterns)}");
            }
        }

        if (policy.Authorities.Count > 0 && subject.Authority is { } authority)
        {
            yield return (
                "Authorities",
                subject.ReplacedAuthorities.Prepend(authority).Any(name => MatchesAny(name, policy.Authorities)),
                () => $"'{authority}' against {string.Join(", ", policy.Authorities)}");
        }
    }

    /// <summary>The bits of a key and how many it needs; null for algorithms of one size.</summary>
    private static (int Bits, int Minimum)? KeySize(IdentityPolicy policy, string? algorithm)
    {
        var (prefix, minimum) = algorithm switch
        {
            _ when algorithm?.StartsWith("Rsa", StringComparison.Ordinal) == true => (3, policy.MinimumRsaBits),
            _ when algorithm?.StartsWith("EcdsaP", StringComparison.Ordinal) == true => (6, policy.MinimumEcBits),
            _ => (0, 0),
        };
        return prefix > 0 && int.TryParse(algorithm.AsSpan(prefix), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? (bits, minimum) : null;
    }

    private static bool Carries(string present, string required) =>
        string.Equals(present, required, StringComparison.OrdinalIgnoreCase)
        || (!required.Contains('=', StringComparison.Ordinal) && present.StartsWith(required + "=", StringComparison.OrdinalIgnoreCase));

    private static bool MatchesAny(string text, IReadOnlyList<string> patterns) =>
        patterns.Any(pattern => Wildcard.IsMatch(pattern, text));

    private static string Days(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.##} days");
}
