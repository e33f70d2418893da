using Mim.Core.Discovery.Leaks.Checks;
using Mim.Core.Discovery.Leaks.Keywords;
using Mim.Core.Discovery.Leaks.Matching;
using Mim.Core.Risk;

namespace Mim.Core.Discovery.Leaks;

/// <summary>What one sort of secret looks like.</summary>
public sealed class SecretRule
{
    internal SecretRule(RuleHead head, IReadOnlyList<Keyword> keywords, ISecretMatcher matcher) =>
        (Id, Severity, Title, Keywords, Matcher) = (head.Id, head.Severity, head.Title, keywords, matcher);

    /// <summary>For example <c>github-personal-token</c>.</summary>
    public string Id { get; }

    /// <summary>How much it matters that such a secret lies about.</summary>
    public HealthSeverity Severity { get; }

    /// <summary>For people: whose it is and what it is.</summary>
    public string Title { get; }

    /// <summary>What every such secret begins with, which tells nothing about it; empty where nothing is fixed.</summary>
    public string PublicPrefix { get; internal init; } = string.Empty;

    internal SecretForm Form { get; init; }

    internal IReadOnlyList<Keyword> Keywords { get; }

    internal ISecretMatcher Matcher { get; }

    /// <summary>What the value looks like; null where anything can stand.</summary>
    internal SecretPattern? Pattern { get; init; }

    /// <summary>What stands before the keyword and belongs to the value.</summary>
    internal PatternPart? Before { get; init; }

    /// <summary>Least entropy of the value, in bits an octet.</summary>
    internal double EntropyFloor { get; init; }

    internal SecretCheck? Check { get; init; }

    /// <summary>Of two rules for the same octets, the one that knows more about them is right.</summary>
    internal int Weight => ((int)Form * 1000) + (PublicPrefix.Length * 10) + (Check is null ? 0 : 1);

    /// <summary>Whether the value can be what the rule is for, by all but its shape.</summary>
    internal bool Accepts(ReadOnlySpan<byte> value)
    {
        if (Form is SecretForm.Pem or SecretForm.File)
        {
            return true;
        }

        // What is the same in every such secret tells nothing about this one.
        var own = value[Math.Min(PublicPrefix.Length, value.Length - 1)..];
        return (EntropyFloor == 0 || Entropy.Of(own) >= EntropyFloor) && (Check is null || Check(value)) && !Placeholders.Has(own);
    }

    public override string ToString() => Id;
}
