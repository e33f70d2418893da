using System.Globalization;
using System.Text;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;

namespace Mim.Core.Tests.Discovery.Leaks.Corpus;

/// <summary>What the scanner makes of the corpus.</summary>
internal sealed class CorpusReport
{
    private readonly Dictionary<string, (int Right, int Missed, int Wrong)> _rules = SecretRules.All.ToDictionary(rule => rule.Id, _ => (0, 0, 0));
    private readonly SecretScanner _scanner = new(SecretRules.All, new PlainHasher());

    /// <summary>For people who look into a failure: what was missed, and what was found in vain.</summary>
    public List<string> Troubles { get; } = [];

    public double Precision => _rules.Values.Sum(rule => rule.Right) / (double)_rules.Values.Sum(rule => rule.Right + rule.Wrong);

    public double Recall => _rules.Values.Sum(rule => rule.Right) / (double)_rules.Values.Sum(rule => rule.Right + rule.Missed);

    public void Add(CorpusSample sample)
    {
        var hits = new List<SecretHit>();
        _scanner.Scan(sample.Text, hits);
        var isRight = hits.Exists(hit => hit.Rule.Id == sample.Rule);
        if (sample.Rule is { } expected)
        {
            var counts = _rules[expected];
            _rules[expected] = isRight ? counts with { Right = counts.Right + 1 } : counts with { Missed = counts.Missed + 1 };
            if (!isRight)
            {
                Troubles.Add($"missed {expected} in {sample.Kind}: {Encoding.Latin1.GetString(sample.Text)}");
            }
        }

        foreach (var hit in hits.Where(hit => hit.Rule.Id != sample.Rule && hit.Rule.Id != sample.Also))
        {
            var counts = _rules[hit.Rule.Id];
            _rules[hit.Rule.Id] = counts with { Wrong = counts.Wrong + 1 };
            Troubles.Add($"{hit.Rule.Id} in {sample.Kind} of {sample.Rule ?? "none"}: {Encoding.Latin1.GetString(sample.Text)}");
        }
    }

    /// <summary>The page of docs.</summary>
    public string Page()
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Rules for secrets

            What `Find-MachineSecret` looks for, and how each rule fares on the labelled corpus of the tests: {SecretCorpus.PerRule} documents with a secret of
            each rule, made at test time with a fixed seed in the shapes in which people leave them, and {SecretCorpus.LookAlikeCount:N0} documents that look alike and hold
            none. *Found* are secrets found by their own rule, *missed* those not found or taken for another, *wrong* what the rule found where it had
            nothing to find. A test holds this page against what the scanner does. The corpus is ours: the shapes of secrets in it are those of the
            rules, so it proves the scanner and its surroundings more than it proves what vendors issue.

            Precision {Precision:P1}, recall {Recall:P1}.

            | rule | severity | what it is | found | missed | wrong |
            |---|---|---|---|---|---|

            """);
        foreach (var rule in SecretRules.All)
        {
            var (right, missed, wrong) = _rules[rule.Id];
            page.Append(CultureInfo.InvariantCulture, $"| {rule.Id} | {rule.Severity} | {rule.Title} | {right} | {missed} | {wrong} |\n");
        }

        return page.ToString().ReplaceLineEndings("\n");
    }
}
