using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mim.Core.Audit;

/// <summary>
/// The lines of an export, JSON each: a header with the store's id and the public keys, then records and checkpoints in
/// order of their sequence, a checkpoint after its record. The last line is the signed head.
/// </summary>
internal static class AuditExport
{
    public const string Format = "mim-audit-1";

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
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
