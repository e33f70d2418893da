using Mim.Discovery.Files;

namespace Mim.Discovery.Documents;

/// <summary>What a value of a document is: PEM, base64 of it, or base64 of DER or of a keystore.</summary>
internal static class ValueKinds
{
    /// <summary>No certificate or key is shorter in base64.</summary>
    private const int Shortest = 64;

    public static bool IsCertificate(DocumentValue value) =>
        value.Text.Contains("-----BEGIN CERTIFICATE", StringComparison.Ordinal)
        || value.Text.Contains("-----BEGIN TRUSTED CERT", StringComparison.Ordinal)
        || value.Text.Contains("-----BEGIN PKCS7", StringComparison.Ordinal)
        || IsBinary(value)
        || (IsEncoded(value) && !IsKey(value));

    /// <summary>No PEM, so no key can be put beside it.</summary>
    public static bool IsBinary(DocumentValue value)
    {
        if (value.Text.Length < Shortest || !(value.Text.StartsWith("MI", StringComparison.Ordinal) || value.Text[0] is '/' or 'z'))
        {
            return false;
        }

        Span<byte> head = stackalloc byte[InlineMarks.Reach];
        return System.Text.Ascii.FromUtf16(value.Text.AsSpan(0, head.Length), head, out _) == System.Buffers.OperationStatus.Done
            && InlineMarks.Starts(head) is [0, ..];
    }

    public static bool IsKey(DocumentValue value)
    {
        if (!IsEncoded(value))
        {
            return value.Text.Contains("PRIVATE KEY-----", StringComparison.Ordinal)
                && !value.Text.Contains("BEGIN CERT", StringComparison.Ordinal);
        }

        using var content = Base64Run.Decode(value.Text);
        return content is not null && content.Span.IndexOf("PRIVATE KEY-----"u8) >= 0 && content.Span.IndexOf("BEGIN CERT"u8) < 0;
    }

    private static bool IsEncoded(DocumentValue value) =>
        value.Text.Length >= Shortest && value.Text.StartsWith("LS0tLS1CRUdJTi", StringComparison.Ordinal);
}
