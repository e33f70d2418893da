using System.Buffers;
using System.Text;
using Mim.Core;

namespace Mim.Inventory.Sql;

/// <summary>
/// A PowerShell wildcard pattern as the engines' GLOB, LIKE and regular expression over folded text: <c>*</c>, <c>?</c>, <c>[a-z]</c>, and the backtick
/// that makes the next character an ordinary one.
/// </summary>
internal sealed record WildcardPattern
{
    private const int MaximumLength = 1024;
    private const char Escape = '`';

    private static readonly SearchValues<char> NotPlain = SearchValues.Create("*?[`%_\\");

    private WildcardPattern(string prefix, bool isExact, string glob, string? like, string? regular) =>
        (Prefix, IsExact, Glob, Like, Regular) = (prefix, isExact, glob, like, regular);

    /// <summary>Literal text, folded, that every match begins with; the whole text when <see cref="IsExact"/>.</summary>
    public string Prefix { get; }

    /// <summary>The pattern for GLOB, folded.</summary>
    public string Glob { get; }

    /// <summary>The pattern for LIKE, folded; null when it holds a set, which LIKE does not know.</summary>
    public string? Like { get; }

    /// <summary>The pattern as a POSIX regular expression, folded; null where LIKE will do.</summary>
    public string? Regular { get; }

    /// <summary>Whether there is no wildcard.</summary>
    public bool IsExact { get; }

    /// <summary>The smallest text after all that begin with <see cref="Prefix"/>; null when there is none.</summary>
    public string? PrefixEnd => EndOf(Prefix);

    /// <summary>The smallest text after all that begin with <paramref name="prefix"/>; null when there is none.</summary>
    public static string? EndOf(string prefix)
    {
        // Comparison is by UTF-8 bytes, whose order is that of the code points.
        var runes = prefix.EnumerateRunes().ToArray();
        for (var i = runes.Length - 1; i >= 0; i--)
        {
            var next = runes[i].Value == 0xD7FF ? 0xE000 : runes[i].Value + 1;
            if (Rune.IsValid(next))
            {
                return string.Concat(runes.Take(i).Append(new Rune(next)));
            }
        }

        return null;
    }

    /// <summary>Folds for comparing without case, as every <c>*_key</c> column is.</summary>
    public static string Fold(string text) => text.ToLowerInvariant();

    public static WildcardPattern Parse(string pattern)
    {
        if (pattern.Length > MaximumLength)
        {
            throw new MimException(
                MimErrorCause.InvalidArgument, $"The pattern '{pattern[..32]}…' is longer than {MaximumLength} characters.", pattern);
        }

        pattern = Fold(pattern);
        if (!pattern.AsSpan().ContainsAny(NotPlain))
        {
            return new WildcardPattern(pattern, isExact: true, pattern, pattern, null);
        }

        var prefix = new StringBuilder();
        var (glob, like, regular) = (new StringBuilder(), new StringBuilder(), new StringBuilder("^"));
        var hasSet = false;
        var isExact = true;
        for (var i = 0; i < pattern.Length; i++)
        {
            var character = pattern[i];
            var set = character == '[' ? CharacterSet.TryRead(pattern, i) : null;
            if (set is not null)
            {
                isExact = false;
                hasSet = true;
                glob.Append(set.Glob);
                regular.Append(set.Regular);
                i = set.End;
            }
            else if (character is '*' or '?')
            {
                isExact = false;
                glob.Append(character);
                like.Append(character == '*' ? '%' : '_');
                regular.Append(character == '*' ? ".*" : ".");
            }
            else
            {
                i += character == Escape && i + 1 < pattern.Length ? 1 : 0;
                var literal = pattern[i];
                glob.Append(literal is '*' or '?' or '[' ? $"[{literal}]" : literal);
                like.Append(literal is '%' or '_' or '\\' ? $"\\{literal}" : literal);
                regular.Append(CharacterSet.Escaped(literal));
                if (isExact)
                {
                    prefix.Append(literal);
                }
            }
        }

        return new WildcardPattern(
            prefix.ToString(), isExact, glob.ToString(), hasSet ? null : like.ToString(), hasSet ? regular.Append('$').ToString() : null);
    }
}
