using System.Text.Json;
using System.Text.Json.Serialization;
using Mim.Core.Stores;

namespace Mim.Core.Issuing;

/// <summary>How versions were made, as the store keeps it.</summary>
internal static class TemplateJson
{
    private static readonly JsonSerializerOptions _options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T template) => JsonSerializer.Serialize(template, _options);

    /// <summary>Null when <paramref name="json"/> is null.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreDamaged"/>.</exception>
    public static T? Read<T>(string? json)
        where T : class => json is null ? null : StoredRows.FromJson<T>(json, "how a version was made", _options);
}
