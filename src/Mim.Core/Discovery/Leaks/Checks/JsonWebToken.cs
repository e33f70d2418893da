using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Mim.Core.Discovery.Leaks.Checks;

/// <summary>A JSON Web Token (RFC 7519): its header names an algorithm, and it is signed.</summary>
internal static class JsonWebToken
{
    private const int LongestHeader = 2048;

    public static bool IsSigned(ReadOnlySpan<byte> token)
    {
        var dot = token.IndexOf((byte)'.');
        if (dot is <= 0 or > LongestHeader)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[LongestHeader];
        return Base64Url.DecodeFromUtf8(token[..dot], header, out _, out var length) == OperationStatus.Done && NamesAlgorithm(header[..length]);
    }

    private static bool NamesAlgorithm(ReadOnlySpan<byte> header)
    {
        try
        {
            var reader = new Utf8JsonReader(header);
            return JsonDocument.TryParseValue(ref reader, out var document) && Algorithm(document) is { Length: > 0 } name && name != "none";
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? Algorithm(JsonDocument document)
    {
        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("alg"u8, out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        }
    }
}
