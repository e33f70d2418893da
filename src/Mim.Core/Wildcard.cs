using System.IO.Enumeration;

namespace Mim.Core;

/// <summary>Wildcards in queries, policies and settings: <c>*</c> for any run, <c>?</c> for one character; without case.</summary>
public static class Wildcard
{
    public static bool IsMatch(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text);

    /// <summary>A pattern of an <see cref="Identities.IdentityQuery"/> that matches <paramref name="text"/> and nothing else.</summary>
    public static string Escape(string text) => text.AsSpan().IndexOfAny("*?[]`") < 0
        ? text
        : string.Concat(text.Select(character => character is '*' or '?' or '[' or ']' or '`' ? $"`{character}" : character.ToString()));
}
