using Mim.Core;
using Mim.Core.Discovery.Leaks.Reports;

namespace Mim.PowerShell.Binding;

/// <summary>Reports of secrets in files.</summary>
internal static class SecretReports
{
    /// <summary>The format that a file name asks for.</summary>
    public static SecretReportFormat FormatOf(string path) =>
        Path.GetExtension(path).Equals(".sarif", StringComparison.OrdinalIgnoreCase) ? SecretReportFormat.Sarif : SecretReportFormat.Json;

    /// <summary>The secrets that a report tells of.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: it is none.</exception>
    public static SecretBaseline Read(string path) => new FileInfo(path).Length > SecretBaseline.LargestReport
        ? throw new MimException(MimErrorCause.InvalidFile, $"{path} has more than 256 MiB and is no report of secrets.", path)
        : SecretBaseline.Read(File.ReadAllBytes(path), path);
}
