namespace Mim.Discovery.Documents;

/// <summary>Tells structured documents by their name or their first character.</summary>
internal static class DocumentShape
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".yaml", ".yml", ".ldif" };

    public static bool IsJson(ReadOnlySpan<byte> text) => First(text) is [(byte)'{' or (byte)'[', ..];

    public static bool IsYaml(ReadOnlySpan<char> path, ReadOnlySpan<byte> text) => HasExtension(path) || text.IndexOf("apiVersion:"u8) >= 0;

    /// <summary>JSON, XML, YAML or LDIF.</summary>
    public static bool IsAny(ReadOnlySpan<char> path, ReadOnlySpan<byte> head) =>
        First(head) is [(byte)'{' or (byte)'[' or (byte)'<', ..] || IsYaml(path, head);

    private static bool HasExtension(ReadOnlySpan<char> path) =>
        Extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Path.GetExtension(path));

    private static ReadOnlySpan<byte> First(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n\uFEFF"u8);
}
