namespace Mim.Bench;

/// <summary>Ctrl+C while cmdlets are at work in pwsh: how long until the pipeline has ended.</summary>
internal static class StopScenario
{
    public static IEnumerable<Figure> Run()
    {
        if (!PowerShellRun.IsHere)
        {
            Report.Say("stop: needs pwsh on PATH and output/MimModule; passed over.");
            yield break;
        }

        using var store = new BenchStore();
        store.Issue("host", 10_000);
        var named = "1..1000000 | ForEach-Object { [pscustomobject]@{ Name = \"$([guid]::NewGuid()).bench.test\" } }";
        foreach (var (what, command) in new[]
        {
            ("listing", "Get-MachineIdentity"),
            ("issuing", $"{named} | New-MachineCertificate"),
            ("asking endpoints", "Find-MachineCertificate 127.0.0.0/16 -Port 9"),
        })
        {
            var delay = Milliseconds($"{command} -Store '{store.Path}'");
            yield return new Figure($"Ctrl+C while {what}, until the pipeline has ended", delay, "ms", "≤ 200 ms");
        }
    }

    // The first run loads and compiles what the others find ready.
    private static double Milliseconds(string script) => PowerShellRun.Numbers($$"""
        Import-Module '{{PowerShellRun.Manifest}}'
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule('{{PowerShellRun.Manifest}}')
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        0..7 | ForEach-Object {
            $shell = [powershell]::Create($runspace).AddScript({ while ($true) { {{script}} } })
            $null = $shell.BeginInvoke()
            Start-Sleep -Milliseconds (500 + 70 * $_)
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalMilliseconds
            $shell.Dispose()
        }
        """).Skip(1).Order().ElementAt(3);
}
