using System.Diagnostics;

namespace Mim.Bench;

/// <summary>P-256 certificates issued, stored, sealed and audited in process; peers store nothing.</summary>
internal static class IssueScenario
{
    private const int WarmUp = 20_000;
    private const int Count = 40_000;

    public static IEnumerable<Figure> Run()
    {
        using var store = new BenchStore();
        store.Issue("warm", WarmUp);
        var watch = Stopwatch.StartNew();
        store.Issue("host", Count);
        var rate = Count / watch.Elapsed.TotalSeconds;

        yield return new Figure("Issue P-256, stored, sealed, audited (in process)", rate, "/s", "≥ 8,000/s", "`cfssl serve`, storing nothing", CfsslPeer.Measure(store.Folder));
        yield return new Figure("the same", rate, "/s", null, "P-256 signatures of one core, `openssl speed`", OpenSslSpeed.Signatures(store.Folder));
        yield return new Figure("the same", rate, "/s", null, "`openssl req` and `x509 -req`", OpenSslPeer.Measure(store.Folder));
    }
}
