using Mim.Discovery.Files;

namespace Mim.Discovery.Documents;

/// <summary>Finds the values in a structured document that hold certificates, and names them as its users would.</summary>
internal static class DocumentReader
{
    private static readonly string[] YamlExtensions = [".yaml", ".yml"];

    /// <returns>Empty when it is no such document, or holds none.</returns>
    public static List<DocumentPart> Read(string path, ReadOnlySpan<byte> text)
    {
        var (format, values) = Values(path, text);
        var byParent = values.ToLookup(value => value.Parent);
        var names = new DocumentNames(byParent);
        var parts = new List<DocumentPart>();
        foreach (var value in values.Where(IsCertificate))
        {
            // A key beside it is its key: tls.crt and tls.key, client-certificate-data and client-key-data.
            var keys = byParent[value.Parent].Where(other => other != value && IsKey(other));
            var (kind, entry) = names.Of(value);
            parts.Add(new DocumentPart(kind ?? format, entry, [value.Text, .. keys.Select(key => key.Text)]));
        }

        return parts;
    }

    private static (string Format, List<DocumentValue> Values) Values(string path, ReadOnlySpan<byte> text)
    {
        if (text.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'{' or (byte)'[', ..])
        {
            return ("Json", JsonValues.Read(text));
        }

        return YamlExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) || text.IndexOf("apiVersion:"u8) >= 0
            ? ("Yaml", YamlValues.Read(text))
            : ("Text", []);
    }

    private static bool IsCertificate(DocumentValue value) =>
        value.Text.Contains("-----BEGIN CERTIFICATE", StringComparison.Ordinal)
        || value.Text.Contains("-----BEGIN TRUSTED CERT", StringComparison.Ordinal)
        || value.Text.Contains("-----BEGIN PKCS7", StringComparison.Ordinal)
        || (IsEncoded(value) && !IsKey(value));

    private static bool IsEncoded(DocumentValue value) => value.Text.StartsWith("LS0tLS1CRUdJTi", StringComparison.Ordinal);

    private static bool IsKey(DocumentValue value)
    {
        if (!IsEncoded(value))
        {
            return value.Text.Contains("PRIVATE KEY-----", StringComparison.Ordinal) && !value.Text.Contains("BEGIN CERT", StringComparison.Ordinal);
        }

        using var content = Base64Run.Decode(value.Text);
        return content is not null && content.Span.IndexOf("PRIVATE KEY-----"u8) >= 0 && content.Span.IndexOf("BEGIN CERT"u8) < 0;
    }
}
