using System.Text;

namespace Mim.Pki.Names;

/// <summary>Makes names comparable: case and runs of spaces do not count, nor does the type of string (RFC 5280 section 7.1).</summary>
internal static class NameKey
{
    public static string Of(ReadOnlyMemory<byte> der) => string.Concat(Parts(der));

    /// <summary>One text for each relative name, in the order of the DER.</summary>
    public static IReadOnlyList<string> Parts(ReadOnlyMemory<byte> der) => [.. NameFormatter.Read(der)
        .Select(attributes => string.Join('+', attributes.Select(one => Format(one.Oid, one.Value)).Order(StringComparer.Ordinal)) + ";")];

    // The length makes it impossible for a value to look like two attributes.
    private static string Format(string oid, ReadOnlyMemory<byte> value)
    {
        var text = NameFormatter.ReadString(value) is { } characters ? Fold(characters) : "#" + Convert.ToHexString(value.Span);
        return $"{oid}={text.Length}:{text}";
    }

    private static string Fold(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text.Trim())
        {
            if (character != ' ' || result[^1] != ' ')
            {
                result.Append(char.ToUpperInvariant(character));
            }
        }

        return result.ToString();
    }
}
