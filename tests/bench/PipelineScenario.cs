namespace Mim.Bench;

/// <summary>10,000 objects through New-MachineCertificate, import and all other start-up apart.</summary>
internal static class PipelineScenario
{
    private const int Count = 10_000;

    public static IEnumerable<Figure> Run()
    {
        if (!PowerShellRun.IsHere)
        {
            Report.Say("pipeline: needs pwsh on PATH and output/MimModule; passed over.");
            yield break;
        }

        using var store = new BenchStore();
        var seconds = PowerShellRun.Numbers($$"""
            Import-Module '{{PowerShellRun.Manifest}}'
            $objects = 1..{{Count}} | ForEach-Object { [pscustomobject]@{ Name = "host$_.bench.test"; Owner = 'bench' } }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $issued = ($objects | New-MachineCertificate -Store '{{store.Path}}' | Measure-Object).Count
            if ($issued -ne {{Count}}) { throw "issued $issued" }
            $watch.Elapsed.TotalSeconds
            """)[^1];
        yield return new Figure("Issue through a PowerShell pipeline of 10,000 objects", Count / seconds, "/s", "≥ 3,000/s");
    }
}
