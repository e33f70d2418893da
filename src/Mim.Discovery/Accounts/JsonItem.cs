using System.Globalization;
using System.Text.Json;

namespace Mim.Discovery.Accounts;

/// <summary>One object of a list in a JSON file, read as far as it says what is expected.</summary>
/// <param name="List">Name of the list; empty when the file is the list.</param>
/// <param name="At">Where the object begins: octets from the start of the file.</param>
/// <param name="Document">The object.</param>
internal sealed record JsonItem(string List, long At, JsonDocument Document) : IDisposable
{
    public JsonElement Root => Document.RootElement;

    public void Dispose() => Document.Dispose();

    /// <summary>A text that is not empty; null when it is not there.</summary>
    public static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    public static bool? Flag(JsonElement element, string name) => Member(element, name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The objects of a list; none when there is no list.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object) : [];

    /// <summary>A text, or the texts of a list.</summary>
    public static IEnumerable<string> Texts(JsonElement element, string name) => Member(element, name) switch
    {
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
        _ => [],
    };

    public static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>UTC; null when it is not there, or the first day of all, which stands for never.</summary>
    /// <exception cref="FormatException">It is no time.</exception>
    public static DateTimeOffset? Time(JsonElement element, string name) => ExportTime.Parse(name, Text(element, name));

    public static bool Has(JsonElement element, string name) => Member(element, name) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{List} at octet {At}");
}
