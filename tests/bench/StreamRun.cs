using System.Diagnostics;
using System.Globalization;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Inventory;

namespace Mim.Bench;

/// <summary>All identities of a store streamed by a process of its own: its peak memory is that of streaming, whatever was measured before.</summary>
internal static class StreamRun
{
    public const string Name = "stream";

    /// <summary>Peak memory of such a process in MiB.</summary>
    /// <param name="location">The store, open or not.</param>
    /// <param name="count">How many identities it holds.</param>
    public static double PeakOf(string location, int count)
    {
        var self = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path.");
        string[] host = Path.GetFileNameWithoutExtension(self) == "dotnet" ? ["exec", typeof(StreamRun).Assembly.Location] : [];
        var output = Programs.Run(self, AppContext.BaseDirectory, [.. host, Name, location, count.ToString(CultureInfo.InvariantCulture)]);
        return double.Parse(output, CultureInfo.InvariantCulture);
    }

    /// <summary>What that process does.</summary>
    public static void Run(string location, int count)
    {
        IStoreFactory factory = File.Exists(location) ? new SqliteStoreFactory(TimeProvider.System) : new PostgresStoreFactory(TimeProvider.System);
        using var inventory = factory.Open(location, create: false, CancellationToken.None);
        var found = inventory.Identities.Find(new IdentityQuery(), CancellationToken.None).LongCount();
        if (found != count)
        {
            throw new InvalidOperationException($"{found} of {count} were found.");
        }

        using var process = Process.GetCurrentProcess();
        Report.Say((process.PeakWorkingSet64 / (1024.0 * 1024)).ToString(CultureInfo.InvariantCulture));
    }
}
