using System.Diagnostics;
using Mim.Core.Identities;
using Mim.Core.Vault;

namespace Mim.Bench;

/// <summary>Secrets read, each reading an act in the audit and evidence of use that are on the disk before the value is handed out.</summary>
internal static class SecretsScenario
{
    private const int Secrets = 5_000;
    private const int Rounds = 20;

    /// <summary>As many as Get-MachineSecret records together.</summary>
    private const int Group = 256;

    public static IEnumerable<Figure> Run()
    {
        using var store = new BenchStore();
        List<Guid> ids = [.. Enumerable.Range(0, Secrets).Select(number => store.Session.Secrets.Create(new NewSecret { Name = $"secret{number}" }, default).Id)];
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < Rounds; round++)
        {
            Read(store, ids);
        }

        const int count = Secrets * Rounds;
        yield return new Figure($"{count:#,##0} readings of secrets, each audited (in process)", count / watch.Elapsed.TotalSeconds, "readings/s", "≥ 5,000/s");
        if (!PowerShellRun.IsHere)
        {
            Report.Say("secrets: the pipeline part needs pwsh on PATH and output/MimModule; passed over.");
            yield break;
        }

        var seconds = PowerShellRun.Numbers($$"""
            Import-Module '{{PowerShellRun.Manifest}}'
            $all = Get-MachineIdentity -Store '{{store.Path}}' -Kind {{IdentityKind.Secret}}
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $count = 0
            1..{{Rounds}} | ForEach-Object { $all } | Get-MachineSecret -Store '{{store.Path}}' -AsPlainText | ForEach-Object { $count++ }
            if ($count -ne {{count}}) { throw "read $count" }
            $watch.Elapsed.TotalSeconds
            """)[0];
        yield return new Figure("the same through `Get-MachineSecret -AsPlainText`", count / seconds, "readings/s", "≥ 5,000/s");
    }

    private static void Read(BenchStore store, List<Guid> ids)
    {
        foreach (var group in ids.Chunk(Group))
        {
            foreach (var reading in store.Session.Secrets.Read([.. group.Select(id => new SecretQuestion(id, null))], "SecureString", default))
            {
                using (reading)
                {
                    if (reading.Error is { } error)
                    {
                        throw error;
                    }
                }
            }
        }
    }
}
