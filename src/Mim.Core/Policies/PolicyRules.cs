using System.Globalization;

namespace Mim.Core.Policies;

/// <summary>Holds a subject against a policy, rule by rule. Pure.</summary>
public static class PolicyRules
{
    /// <summary>One finding for each rule that applies to the facts at hand.</summary>
    public static IEnumerable<PolicyFinding> Judge(IdentityPolicy policy, PolicySubject subject)
    {
        if (subject.Lifetime is { } lifetime)
        {
            yield return new PolicyFinding(
                "MaximumLifetime",
                lifetime <= policy.MaximumLifetime,
                $"{Days(lifetime)} of at most {Days(policy.MaximumLifetime)} for {policy.Criticality}");
        }

        if (KeyFloor(policy, subject.KeyAlgorithm) is { } floor)
        {
            yield return floor;
        }

        if (policy.RequireOwner)
        {
            yield return new PolicyFinding("RequireOwner", !string.IsNullOrWhiteSpace(subject.Owner), subject.Owner ?? $"{policy.Criticality} identities need an owner");
        }

        foreach (var tag in policy.RequiredTags)
        {
            yield return new PolicyFinding("RequiredTags", subject.Tags.Any(present => Carries(present, tag)), tag);
        }

        if (policy.NamePatterns.Count > 0)
        {
            foreach (var name in subject.DnsNames.Prepend(subject.Name))
            {
                yield return new PolicyFinding(
                    "NamePatterns", MatchesAny(name, policy.NamePatterns), $"'{name}' against {string.Join(", ", policy.NamePatterns)}");
            }
        }

        if (policy.Authorities.Count > 0 && subject.Authority is { } authority)
        {
            yield return new PolicyFinding(
                "Authorities",
                subject.ReplacedAuthorities.Prepend(authority).Any(name => MatchesAny(name, policy.Authorities)),
                $"'{authority}' against {string.Join(", ", policy.Authorities)}");
        }
    }

    /// <exception cref="MimException"><see cref="MimErrorCause.PolicyViolation"/>, naming the first rule that is broken.</exception>
    public static void Enforce(IdentityPolicy policy, PolicySubject subject)
    {
        foreach (var finding in Judge(policy, subject))
        {
            if (!finding.Passed)
            {
                throw new MimException(
                    MimErrorCause.PolicyViolation,
                    $"'{subject.Name}' breaks rule {finding.Rule} of the {policy.Criticality} policy: {finding.Detail}.",
                    subject.Name);
            }
        }
    }

    private static PolicyFinding? KeyFloor(IdentityPolicy policy, string? algorithm)
    {
        if (algorithm is null)
        {
            return null;
        }

        if (algorithm.StartsWith("Rsa", StringComparison.Ordinal))
        {
            return Floor(algorithm, 3, policy.MinimumRsaBits);
        }

        return algorithm.StartsWith("EcdsaP", StringComparison.Ordinal) ? Floor(algorithm, 6, policy.MinimumEcBits) : null;
    }

    private static PolicyFinding? Floor(string algorithm, int prefix, int minimum) =>
        int.TryParse(algorithm.AsSpan(prefix), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            ? new PolicyFinding("KeyFloor", bits >= minimum, $"{algorithm}, at least {minimum} bits")
            : null;

    private static bool Carries(string present, string required) =>
        string.Equals(present, required, StringComparison.OrdinalIgnoreCase)
        || (!required.Contains('=', StringComparison.Ordinal) && present.StartsWith(required + "=", StringComparison.OrdinalIgnoreCase));

    private static bool MatchesAny(string text, IReadOnlyList<string> patterns) =>
        patterns.Any(pattern => Wildcard.IsMatch(pattern, text));

    private static string Days(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.##} days");
}
