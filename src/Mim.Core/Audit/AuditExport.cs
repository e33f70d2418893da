using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mim.Core.Audit;

/// <summary>
/// The lines of an export, JSON each: a header with the store's id and the public keys, then records and checkpoints in
/// order of their sequence, a checkpoint after its record. The last record is the act of exporting, the last line its signed
/// checkpoint: an export that was cut short, even behind an earlier checkpoint, shows it.
/// </summary>
internal static class AuditExport
{
    public const string Format = "mim-audit-1";

    /// <summary>The act with which every export ends.</summary>
    public const string Act = "ExportAudit";

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter() },
    };

    internal sealed record Line
    {
        public Header? Header { get; init; }

        public AuditRecord? Record { get; init; }

        public AuditCheckpoint? Checkpoint { get; init; }
    }

    internal sealed record Header(string Format, Guid StoreId, IReadOnlyList<AuditKey> Keys);
}
