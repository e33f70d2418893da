using System.Text.Json;

namespace Mim.Core.Discovery.Leaks.Reports;

/// <summary>Writes findings for other programs, one after the other. It holds nothing of a secret, as findings hold nothing of it.</summary>
public abstract class SecretReport : IDisposable
{
    private const int MostWaiting = 64 << 10;

    private protected SecretReport(Stream output) => Writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });

    private protected Utf8JsonWriter Writer { get; }

    /// <param name="output">Stays the caller's.</param>
    /// <param name="format">How.</param>
    /// <param name="root">Full path of a folder: of what lies below it, only the rest of the path is written.</param>
    public static SecretReport Open(Stream output, SecretReportFormat format, string root) =>
        format == SecretReportFormat.Sarif ? new SarifSecretReport(output, root) : new JsonSecretReport(output, root);

    public void Add(SecretFinding finding)
    {
        Write(finding);
        if (Writer.BytesPending > MostWaiting)
        {
            Writer.Flush();
        }
    }

    /// <summary>Writes the end.</summary>
    public void Complete()
    {
        WriteEnd();
        Writer.Flush();
    }

    public void Dispose()
    {
        Writer.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract void Write(SecretFinding finding);

    private protected abstract void WriteEnd();
}
