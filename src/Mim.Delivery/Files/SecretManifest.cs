using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Mim.Core.Sealing;

namespace Mim.Delivery.Files;

/// <summary>
/// Manifests of Kubernetes Secrets, as JSON, which every reader of YAML reads too. The key never
/// becomes a string.
/// </summary>
internal static class SecretManifest
{
    public const string CertificateEntry = "tls.crt";
    public const string KeyEntry = "tls.key";

    /// <summary>One with a certificate.</summary>
    /// <param name="name">Name of the Secret.</param>
    /// <param name="space">Its namespace; null to leave it out.</param>
    /// <param name="certificates">PEM.</param>
    /// <param name="key">PEM.</param>
    public static KeyMaterial Write(string name, string? space, KeyMaterial certificates, KeyMaterial key) =>
        Write(name, space, "kubernetes.io/tls", (CertificateEntry, certificates), (KeyEntry, key));

    /// <summary>One of any type.</summary>
    /// <param name="name">Name of the Secret.</param>
    /// <param name="space">Its namespace; null to leave it out.</param>
    /// <param name="type">Its type.</param>
    /// <param name="entries">Its data; the names need no escapes.</param>
    public static KeyMaterial Write(string name, string? space, string type, params ReadOnlySpan<(string Name, KeyMaterial Content)> entries)
    {
        var metadata = new Dictionary<string, string> { ["name"] = name };
        if (space is not null)
        {
            metadata["namespace"] = space;
        }

        // Without the brace that ends the head.
        var head = JsonSerializer.SerializeToUtf8Bytes(new { apiVersion = "v1", kind = "Secret", type, metadata });
        using var manifest = new SecretWriter();
        manifest.Write(head.AsSpan(..^1));
        manifest.Write(",\"data\":{"u8);
        for (var index = 0; index < entries.Length; index++)
        {
            manifest.Write(Encoding.ASCII.GetBytes($"{(index == 0 ? "" : ",")}\"{entries[index].Name}\":\""));
            using var base64 = new KeyMaterial(Base64.GetMaxEncodedToUtf8Length(entries[index].Content.Length));
            Base64.EncodeToUtf8(entries[index].Content.Span, base64.Span, out _, out _);
            manifest.Write(base64.Span);
            manifest.Write("\""u8);
        }

        manifest.Write("}}\n"u8);
        return manifest.ToKeyMaterial();
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
}
