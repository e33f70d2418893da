using System.Management.Automation;

using Mim.Core.Discovery;

namespace Mim.PowerShell.Binding;

/// <summary>Runs a scan for a cmdlet: what is found goes down the pipeline at once, progress shows rate and time left.</summary>
internal sealed class ScanRun(Cmdlet cmdlet, TimeProvider time, CancellationToken stopping)
{
    /// <param name="discovery">The use case.</param>
    /// <param name="scan">Which servers.</param>
    /// <param name="bookmark">Keeps the place when the scan is stopped, and is disposed after it; null for none.</param>
    public void Ask(CertificateDiscovery discovery, EndpointScan scan, ScanBookmark? bookmark)
    {
        scan = scan with { Skip = bookmark?.Finished ?? 0 };
        Ask("Asking servers for their certificates", bookmark, (progress, token) => discovery.FindAsync(scan, progress, token));
    }

    /// <param name="activity">For people.</param>
    /// <param name="bookmark">Keeps the place when the scan is stopped, and is disposed after it; null for none.</param>
    /// <param name="find">The scan, from that place on.</param>
    public void Ask<T>(
        string activity, ScanBookmark? bookmark, Func<IProgress<EndpointProgress>, CancellationToken, IAsyncEnumerable<T>> find)
    {
        var earlier = bookmark?.Finished ?? 0;
        var meter = new ProgressMeter(cmdlet, activity, time);
        using var pump = new PipelinePump(stopping);

        // Reports come after what was found before them, so a place is kept only when its findings are out.
        var progress = pump.Progress<EndpointProgress>(now =>
        {
            meter.Show(now.Now, now.Done, now.Total, earlier);
            bookmark?.Advance(now.Finished);
        });
        try
        {
            pump.Run(find(progress, pump.Token), found => cmdlet.WriteObject(found));
            bookmark?.Remove();
        }
        catch
        {
            bookmark?.Keep();
            throw;
        }
        finally
        {
            bookmark?.Dispose();
        }

        meter.Complete();
    }

    /// <summary>Warns of the first folder with others in it that are not looked into: nothing found there is not nothing there.</summary>
    public ScanRun WarnOfDepth(FileScan scan)
    {
        if (!scan.Recurse && scan.Paths.FirstOrDefault(HasFolders) is { } path)
        {
            cmdlet.WriteWarning($"'{path}' has folders in it that are not looked into; -Recurse looks into them too.");
        }

        return this;
    }

    /// <param name="discovery">The use case.</param>
    /// <param name="scan">Which files.</param>
    public void Look(CertificateDiscovery discovery, FileScan scan) =>
        Look("Looking for certificates in files", (progress, token) => discovery.FindAsync(scan, progress, token));

    /// <param name="activity">For people.</param>
    /// <param name="find">The scan.</param>
    public void Look<T>(string activity, Func<IProgress<ScanProgress>, CancellationToken, IAsyncEnumerable<T>> find)
    {
        var meter = new ProgressMeter(cmdlet, activity, time);
        using var pump = new PipelinePump(stopping);
        var progress = pump.Progress<ScanProgress>(now => meter.Show(now.Now, now.Done, now.Total));
        pump.Run(find(progress, pump.Token), found => cmdlet.WriteObject(found));
        meter.Complete();
    }

    // What cannot be listed is told by the scan itself. What git keeps is no folder of the user's, and has a parameter of its own.
    private static bool HasFolders(string path)
    {
        try
        {
            return Directory.Exists(path) && Directory.EnumerateDirectories(path).Any(folder => Path.GetFileName(folder) != ".git");
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }
}
