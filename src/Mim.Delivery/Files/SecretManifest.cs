using System.Buffers.Text;
using System.Text.Json;
using Mim.Core.Sealing;

namespace Mim.Delivery.Files;

/// <summary>
/// Manifests of Kubernetes Secrets of type <c>kubernetes.io/tls</c>, as JSON, which every reader of YAML reads too. The key never
/// becomes a string.
/// </summary>
internal static class SecretManifest
{
    public const string CertificateEntry = "tls.crt";
    public const string KeyEntry = "tls.key";

    /// <param name="name">Name of the Secret.</param>
    /// <param name="space">Its namespace; null to leave it out.</param>
    /// <param name="certificates">PEM.</param>
    /// <param name="key">PEM.</param>
    public static KeyMaterial Write(string name, string? space, KeyMaterial certificates, KeyMaterial key)
    {
        var metadata = new Dictionary<string, string> { ["name"] = name };
        if (space is not null)
        {
            metadata["namespace"] = space;
        }

        var head = JsonSerializer.SerializeToUtf8Bytes(
            new { apiVersion = "v1", kind = "Secret", type = "kubernetes.io/tls", metadata });
        ReadOnlySpan<byte> certificateBegin = ",\"data\":{\"tls.crt\":\""u8;
        ReadOnlySpan<byte> keyBegin = "\",\"tls.key\":\""u8;
        ReadOnlySpan<byte> end = "\"}}\n"u8;
        var manifest = new KeyMaterial(
            head.Length - 1 + certificateBegin.Length + Base64.GetMaxEncodedToUtf8Length(certificates.Length)
            + keyBegin.Length + Base64.GetMaxEncodedToUtf8Length(key.Length) + end.Length);

        // Without the brace that ends the head.
        var rest = Put(manifest.Span, head.AsSpan(..^1));
        rest = Put(rest, certificateBegin);
        rest = PutBase64(rest, certificates.Span);
        rest = Put(rest, keyBegin);
        rest = PutBase64(rest, key.Span);
        Put(rest, end);
        return manifest;
    }

    /// <summary>What an entry of the data holds; null when the text is no manifest of a Secret, or has no such entry.</summary>
    public static KeyMaterial? Entry(ReadOnlySpan<byte> text, string name)
    {
        var reader = new Utf8JsonReader(text);
        try
        {
            for (var inData = false; reader.Read();)
            {
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
                {
                    inData = reader.ValueTextEquals("data");
                }
                else if (inData && reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 2 } && reader.ValueTextEquals(name))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? Decode(reader.ValueSpan) : null;
                }
            }
        }
        catch (JsonException)
        {
            // No JSON: nothing of ours.
        }

        return null;
    }

    private static KeyMaterial? Decode(ReadOnlySpan<byte> base64)
    {
        if (!Base64.IsValid(base64, out var length))
        {
            return null;
        }

        var content = new KeyMaterial(length);
        Base64.DecodeFromUtf8(base64, content.Span, out _, out _);
        return content;
    }

    private static Span<byte> Put(Span<byte> goal, ReadOnlySpan<byte> part)
    {
        part.CopyTo(goal);
        return goal[part.Length..];
    }

    private static Span<byte> PutBase64(Span<byte> goal, ReadOnlySpan<byte> content)
    {
        Base64.EncodeToUtf8(content, goal, out _, out var written);
        return goal[written..];
    }
}
