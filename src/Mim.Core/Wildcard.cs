using System.IO.Enumeration;

namespace Mim.Core;

/// <summary>Wildcards in policies and settings: <c>*</c> for any run, <c>?</c> for one character; without case.</summary>
public static class Wildcard
{
    public static bool IsMatch(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text);
}
