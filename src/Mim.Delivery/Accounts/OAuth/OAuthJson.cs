using System.Runtime.InteropServices;
using System.Text.Json;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.OAuth;

/// <summary>JSON that authorization servers answer with: an object, in which no member is twice.</summary>
internal static class OAuthJson
{
    private const int LongestCode = 64;
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>Reads an answer.</summary>
    /// <exception cref="InvalidDataException">It is none; nothing of it is told.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, _strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : throw Strange();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // What the parser says may quote the text; no character, or half of one, is an invalid operation.
            throw Strange();
        }
    }

    /// <summary>The code of an error (RFC 6749 section 5.2, RFC 7591 section 3.2.2); null when none is told.</summary>
    public static string? ErrorOf(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            var code = Read(utf8, answer => Text(answer, "error"));
            return code is { Length: > 0 and <= LongestCode } && code.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') ? code : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Null where it is left out.</summary>
    public static string? Text(JsonElement answer, string name) =>
        !answer.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Strange();

    /// <summary>A secret text in UTF-8, which never becomes a string; for the caller to dispose. Null where it is left out.</summary>
    public static KeyMaterial? Secret(JsonElement answer, string name, int longest)
    {
        if (!answer.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw Strange();
        }

        var raw = JsonMarshal.GetRawUtf8Value(value);
        var reader = new Utf8JsonReader(raw);
        reader.Read();
        using var buffer = new KeyMaterial(raw.Length);
        var length = reader.CopyString(buffer.Span);
        return length > 0 && length <= longest ? KeyMaterial.CopyOf(buffer.Span[..length]) : throw Strange();
    }

    public static InvalidDataException Strange() => new("it answers with what is no JSON of an authorization server.");
}
