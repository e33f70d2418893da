using System.Diagnostics;
using Mim.Core.Identities;

namespace Mim.Bench;

/// <summary>150,000 identities filtered and streamed.</summary>
internal static class QueryScenario
{
    private const int Count = 150_000;
    private const double MiB = 1024 * 1024;

    public static IEnumerable<Figure> Run()
    {
        using var store = new BenchStore();
        store.Issue("host", Count);
        var query = new IdentityQuery { ExpiringAfter = store.Session.Time.GetUtcNow(), ExpiringBefore = store.Session.Time.GetUtcNow().AddYears(1) };
        var watch = Stopwatch.StartNew();
        var found = store.Session.Identities.Find(query, CancellationToken.None).Count();
        yield return new Figure($"{found:#,##0} identities filtered and streamed (in process)", watch.Elapsed.TotalSeconds, "s");
        if (!PowerShellRun.IsHere)
        {
            Report.Say("query: the pipeline part needs pwsh on PATH and output/MimModule; passed over.");
            yield break;
        }

        var numbers = PowerShellRun.Numbers($$"""
            Import-Module '{{PowerShellRun.Manifest}}'
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $count = 0
            Get-MachineIdentity -Store '{{store.Path}}' -ExpiringWithin 365d | ForEach-Object -Process { $count++ }
            if ($count -ne {{Count}}) { throw "found $count" }
            $watch.Elapsed.TotalSeconds
            [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64
            """);
        var counted = PowerShellRun.Numbers($$"""
            Import-Module '{{PowerShellRun.Manifest}}'
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $count = (Get-MachineIdentity -Store '{{store.Path}}' -ExpiringWithin 365d | Measure-Object).Count
            if ($count -ne {{Count}}) { throw "found $count" }
            $watch.Elapsed.TotalSeconds
            """);
        var bare = PowerShellRun.Numbers($$"""
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $count = 0
            1..{{Count}} | ForEach-Object -Process { $count++ }
            $watch.Elapsed.TotalSeconds
            """);
        yield return new Figure(
            "150,000 identities filtered and streamed to the pipeline", numbers[0], "s", "≤ 2 s", "150,000 integers to the same pipeline, no store", bare[0]);
        yield return new Figure("the same to `Measure-Object`, which runs no script", counted[0], "s");
        yield return new Figure("the same, peak memory of pwsh", numbers[1] / MiB, "MiB", "≤ 400 MB");
    }
}
