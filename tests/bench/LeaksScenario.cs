using System.Diagnostics;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Core.Ports;
using Mim.Discovery;

namespace Mim.Bench;

/// <summary>
/// A gigabyte of sources looked through for secrets by every rule, beside ripgrep looking for one text and secretlint with the rules it
/// recommends: medians of runs taken in turn, the files in the system's memory for all of them.
/// </summary>
internal static class LeaksScenario
{
    private const long Length = 1L << 30;
    private const int Runs = 5;
    private const string Pattern = "BEGIN RSA PRIVATE KEY";

    /// <summary>What it looks through in a second is measured on this much: all of it would take it an hour.</summary>
    private const long PeerLength = 8L << 20;

    /// <summary>Sources as systems have them; each is copied until the gigabyte is full, and again under another name if need be.</summary>
    private static readonly string[] _origins =
        ["/usr/include", "/usr/lib/python3", "/usr/share/nodejs", "/usr/lib/node_modules", "/usr/share/doc", "/usr/share/perl5", "/usr/share/perl", "/usr/src"];

    private static readonly HashSet<string> _sources = new(StringComparer.OrdinalIgnoreCase)
    {
        ".h", ".hpp", ".c", ".cc", ".cpp", ".py", ".js", ".mjs", ".cjs", ".ts", ".json", ".md", ".txt", ".html", ".css", ".xml", ".yml", ".yaml", ".pm", ".pl", ".sh", ".rst", ".cs",
    };

    public static IEnumerable<Figure> Run()
    {
        using var folder = new SourceTree(_origins.Where(Directory.Exists), _sources, Length);
        if (folder.Length == 0)
        {
            Report.Say("leaks: no sources are here; passed over.");
            yield break;
        }

        Find(folder.Path);
        var ours = new List<double>();
        var processor = new List<double>();
        var peer = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var (seconds, busy) = Find(folder.Path);
            ours.Add(seconds);
            processor.Add(busy);
            if (Programs.Exists("rg"))
            {
                peer.Add(Timed("rg", folder.Path, "-l", "--no-ignore", Pattern, folder.Path));
            }
        }

        var megabytes = folder.Length / 1e6;
        yield return new Figure(
            $"{megabytes:#,##0} MB of sources, {folder.Count:#,##0} files, looked through for secrets by {SecretRules.All.Count} rules", megabytes / Median(ours), "MB/s",
            "≥ 350", $"`rg -l '{Pattern}'`", peer.Count == 0 ? null : megabytes / Median(peer));
        yield return new Figure("the same, by the time of processors, on two of them", megabytes / (Median(processor) / 2), "MB/s");
        if (Programs.Exists("secretlint"))
        {
            using var part = new SourceTree([folder.Path], _sources, PeerLength);
            File.WriteAllText(Path.Combine(part.Path, ".secretlintrc.json"), """{"rules":[{"id":"@secretlint/secretlint-rule-preset-recommend"}]}""");
            var lint = Timed("secretlint", part.Path, "--maskSecrets", "**/*");
            yield return new Figure(
                "the same rate, beside secretlint's", megabytes / Median(ours), "MB/s", "≥ 50 times the peer", "`secretlint` with its recommended preset", part.Length / 1e6 / lint);
        }
    }

    private static (double Seconds, double Busy) Find(string path)
    {
        using var process = Process.GetCurrentProcess();
        var (watch, busy) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var scanner = new SecretScanner(SecretRules.All, new NoHasher());
        _ = new SecretFileFinder().FindAsync(new FileScan { Paths = [path], Recurse = true }, scanner, progress: null, CancellationToken.None)
            .ToBlockingEnumerable().Count();
        process.Refresh();
        return (watch.Elapsed.TotalSeconds, (process.TotalProcessorTime - busy).TotalSeconds);
    }

    // Both end with an error when they find nothing, or something.
    private static double Timed(string program, string folder, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Programs.Start(program, folder, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode <= 1 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors.Result}");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    // No store is open here.
    private sealed class NoHasher : ISecretHasher
    {
        public string Hash(ReadOnlySpan<byte> value) => string.Empty;
    }
}
