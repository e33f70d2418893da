using System.IO.Enumeration;

namespace Mim.Core.Discovery.Ssh;

/// <summary>One pattern of sshd's configuration: <c>*</c> for any run, <c>?</c> for one character; names keep their case.</summary>
internal static class SshdPattern
{
    public static bool IsMatch(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
