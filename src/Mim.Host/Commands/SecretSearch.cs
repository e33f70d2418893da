using System.Text;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Reports;
using Mim.Host.Hosting;

namespace Mim.Host.Commands;

/// <summary>One search for secrets, and what it ends with.</summary>
internal sealed class SecretSearch(SecretDiscovery leaks)
{
    public required FileScan Files { get; init; }

    public required SecretScan Scan { get; init; }

    public required SearchFormat Format { get; init; }

    /// <summary>Full path of an earlier report; null for none.</summary>
    public required string? Baseline { get; init; }

    /// <param name="file">Full path of the file to write to; null for the output.</param>
    /// <param name="output">For findings, or for their count when they go to a file.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<int> RunAsync(string? file, TextWriter output, CancellationToken cancellationToken)
    {
        var scan = Scan with { Baseline = Baseline is null ? null : Read(Baseline) };
        var (found, unread) = (0L, 0L);
        await using var stream = file is null ? (Stream)new MemoryStream() : Create(file);
        await using var own = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var lines = file is null ? output : own;
        using (var report = Report(stream))
        {
            await foreach (var finding in leaks.FindAsync(Files, scan, progress: null, cancellationToken).ConfigureAwait(false))
            {
                found += finding.Status == FindingStatus.Found ? 1 : 0;
                unread += finding.Status == FindingStatus.Found ? 0 : 1;
                report?.Add(finding);
                if (report is null)
                {
                    await lines.WriteAsync($"{Line(finding)}\n").ConfigureAwait(false);
                }
            }

            report?.Complete();
        }

        await output.WriteAsync(stream is MemoryStream written
            ? Encoding.UTF8.GetString(written.GetBuffer().AsSpan(0, (int)written.Length))
            : $"{found} secrets are in {file}.\n").ConfigureAwait(false);
        return found > 0 ? ExitCodes.Found : unread > 0 ? ExitCodes.Failure : ExitCodes.Success;
    }

    private SecretReport? Report(Stream stream) => Format == SearchFormat.Text ? null : SecretReport.Open(
        stream, Format == SearchFormat.Sarif ? SecretReportFormat.Sarif : SecretReportFormat.Json, Directory.GetCurrentDirectory());

    private static string Line(SecretFinding finding) => finding.Rule is null
        ? $"{finding.Location}: {finding.Status}: {finding.Detail}"
        : $"{finding.Location}: {finding.Severity}: {finding.Title}{(finding.KnownAs is null ? string.Empty : $", that of '{finding.KnownAs}'")}";

    private static SecretBaseline Read(string path) => Attempt(path, () => new FileInfo(path).Length > SecretBaseline.LargestReport
        ? throw new MimException(MimErrorCause.InvalidFile, $"{path} has more than 256 MiB and is no report of secrets.", path)
        : SecretBaseline.Read(File.ReadAllBytes(path), path));

    private static FileStream Create(string path) => Attempt(path, () => File.Create(path));

    private static T Attempt<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MimException(MimErrorCause.InvalidFile, $"{path}: {exception.Message}", path, exception);
        }
    }
}
