using System.Text.Json;
using Mim.Core;

namespace Mim.Pki.Jose;

/// <summary>JSON of tokens, read strictly: a member twice, or of another type than it must be, makes the whole wrong.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Seconds since 1970 in which .NET's times and those of the store can be told.</summary>
    private const double LatestSecond = 253_402_300_799;

    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>An object, for the caller to dispose.</summary>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8, string what)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, _strict);
        }
        catch (JsonException)
        {
            // The parser's own message quotes the text.
            throw Wrong($"has {what} that are no JSON");
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw Wrong($"has {what} that are no object");
    }

    /// <summary>Null where it is left out.</summary>
    public static string? Text(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? null : TextOf(value, name);

    public static IReadOnlyList<string> TextOrTexts(JsonElement json, string name) => !json.TryGetProperty(name, out var value)
        ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => TextOf(item, name))] : [TextOf(value, name)];

    /// <summary>A NumericDate (RFC 7519 section 2); null where it is left out.</summary>
    public static DateTimeOffset? Time(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and <= LatestSecond
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : throw Wrong($"has a '{name}' that is no time");
    }

    public static MimException Wrong(string rule) => new(MimErrorCause.InvalidToken, $"The JSON Web Token {rule}.");

    private static string TextOf(JsonElement value, string name)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong($"has a '{name}' that is no text");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is JSON, and no text.
            throw Wrong($"has a '{name}' that is no text");
        }
    }
}
