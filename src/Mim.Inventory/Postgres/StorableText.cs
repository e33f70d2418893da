using System.Diagnostics.CodeAnalysis;
using System.Text;
using Mim.Core;

namespace Mim.Inventory.Postgres;

/// <summary>
/// Texts as a server takes them. The other engine keeps all; this one has no room for a zero character, and half a surrogate pair
/// is no text anywhere.
/// </summary>
internal static class StorableText
{
    /// <summary>Characters of a text that an error shows.</summary>
    private const int Shown = 64;

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: it holds a zero character.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            var shown = text[..Math.Min(text.Length, Shown)].Replace("\0", "\\0", StringComparison.Ordinal);
            throw new MimException(
                MimErrorCause.InvalidArgument, $"'{shown}' holds a zero character, which a PostgreSQL store cannot keep.", shown);
        }

        return text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
    }
}
