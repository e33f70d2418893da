using System.Text.Json;

namespace Mim.Core.Audit;

/// <summary>Writes a chain as an export that can be verified offline.</summary>
internal static class AuditExportWriter
{
    /// <summary>Returns how many records were written.</summary>
    public static long Write(
        Stream output, Guid storeId, IReadOnlyList<AuditKey> keys, IEnumerable<AuditRecord> records, IReadOnlyList<AuditCheckpoint> checkpoints)
    {
        WriteLine(output, new AuditExport.Line { Header = new AuditExport.Header(AuditExport.Format, storeId, keys) });
        var next = 0;
        long count = 0;
        foreach (var record in records)
        {
            WriteLine(output, new AuditExport.Line { Record = record });
            count++;
            while (next < checkpoints.Count && checkpoints[next].Sequence <= record.Sequence)
            {
                WriteLine(output, new AuditExport.Line { Checkpoint = checkpoints[next++] });
            }
        }

        return count;
    }

    private static void WriteLine(Stream output, AuditExport.Line line)
    {
        JsonSerializer.Serialize(output, line, AuditExport.Options);
        output.WriteByte((byte)'\n');
    }
}
