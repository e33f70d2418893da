using Mim.Core.Discovery.Leaks;
using Mim.Core.Tests.Discovery.Leaks.Corpus;

namespace Mim.Core.Tests.Discovery.Leaks;

public sealed class SecretCorpusTests
{
    /// <summary>What follows is not made by this test: it cannot be counted where those repositories are not.</summary>
    private const string ByHand = "\n## Public repositories\n";

    [Fact]
    public void Precision_and_recall_are_those_of_the_page_and_97_percent_or_more()
    {
        var report = new CorpusReport();
        foreach (var sample in SecretCorpus.Secrets().Concat(SecretCorpus.LookAlikes()))
        {
            report.Add(sample);
        }

        var page = Path.Combine(Root(), "docs", "secret-rules.md");
        var expected = File.Exists(page) ? File.ReadAllText(page).ReplaceLineEndings("\n") : string.Empty;
        var byHand = expected.IndexOf(ByHand, StringComparison.Ordinal) is >= 0 and var start ? expected[start..] : string.Empty;
        if (expected != report.Page() + byHand)
        {
            // What to copy over the page when the rules have changed on purpose.
            File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "secret-rules.md"), report.Page() + byHand);
            File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, "secret-troubles.txt"), report.Troubles);
        }

        Assert.True(report.Recall >= 0.97, $"recall {report.Recall:P2}; {string.Join('\n', report.Troubles.Where(text => text.StartsWith("missed", StringComparison.Ordinal)).Take(20))}");
        Assert.True(report.Precision >= 0.97, $"precision {report.Precision:P2}; {string.Join('\n', report.Troubles.Where(text => !text.StartsWith("missed", StringComparison.Ordinal)).Take(20))}");
        Assert.Equal(expected, report.Page() + byHand);
    }

    [Fact]
    public void The_corpus_has_secrets_of_every_rule()
    {
        var samples = SecretCorpus.Secrets().ToList();
        Assert.True(samples.Count >= 1000);
        Assert.Equal(SecretRules.All.Select(rule => rule.Id).Order(), samples.Select(sample => sample.Rule!).Distinct().Order());
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MimModule.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
