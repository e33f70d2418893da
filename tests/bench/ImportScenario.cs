using System.Diagnostics;

namespace Mim.Bench;

/// <summary>What Import-Module adds to the start of pwsh: medians of runs taken in turn.</summary>
internal static class ImportScenario
{
    private const int Runs = 11;

    public static IEnumerable<Figure> Run()
    {
        if (!PowerShellRun.IsHere)
        {
            Report.Say("import-module: needs pwsh on PATH and output/MimModule; passed over.");
            yield break;
        }

        var bare = new List<double>();
        var imported = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            bare.Add(Milliseconds("1"));
            imported.Add(Milliseconds($"Import-Module '{PowerShellRun.Manifest}'; 1"));
        }

        var added = Median(imported) - Median(bare);
        yield return new Figure("Import-Module over a bare pwsh", added, "ms", "≤ 150 ms", "bare `pwsh -NoProfile`", Median(bare));
    }

    private static double Milliseconds(string script)
    {
        var watch = Stopwatch.StartNew();
        PowerShellRun.Numbers(script);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
