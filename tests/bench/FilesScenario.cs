using System.Diagnostics;
using Mim.Core.Discovery;
using Mim.Discovery;
using Mim.Pki.Containers;

namespace Mim.Bench;

/// <summary>
/// All of /usr looked through for certificates in every format, beside ripgrep looking for one text: medians of runs taken in turn,
/// the files in the system's memory for both.
/// </summary>
internal static class FilesScenario
{
    private const string Tree = "/usr";
    private const string Pattern = "BEGIN CERTIFICATE";
    private const int Runs = 5;

    public static IEnumerable<Figure> Run()
    {
        if (!Directory.Exists(Tree))
        {
            Report.Say($"files: {Tree} is not here; passed over.");
            yield break;
        }

        var (files, _) = Find();
        var ours = new List<double>();
        var peer = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            ours.Add(Find().Seconds);
            if (Programs.Exists("rg"))
            {
                peer.Add(Ripgrep());
            }
        }

        yield return new Figure(
            $"{files:#,##0} files looked through for certificates", Median(ours), "s", "≤ 3 times the peer",
            $"`rg -l '{Pattern}'`", peer.Count == 0 ? null : Median(peer));
        using var process = Process.GetCurrentProcess();
        yield return new Figure("the same, peak memory of the process so far", process.PeakWorkingSet64 / (1024.0 * 1024), "MiB");
    }

    private static (long Files, double Seconds) Find()
    {
        var files = 0L;
        var progress = new Counter(done => files = done);
        var finder = new CertificateFinder(CertificateContainers.Readers);
        var watch = Stopwatch.StartNew();
        var certificates = finder.FindAsync(new FileScan { Paths = [Tree], Recurse = true }, progress, CancellationToken.None)
            .ToBlockingEnumerable().Count(one => one.Status == FindingStatus.Found);
        return certificates > 0
            ? (files, watch.Elapsed.TotalSeconds)
            : throw new InvalidOperationException($"No certificate was found below {Tree}.");
    }

    private static double Ripgrep()
    {
        var watch = Stopwatch.StartNew();
        Programs.Run("rg", Tree, "-l", Pattern, Tree);
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class Counter(Action<long> count) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value) => count(value.Done);
    }
}
