using System.Globalization;

namespace Mim.Ssh.Shell;

/// <summary>Any POSIX shell.</summary>
/// <param name="useSudo">Become root by sudo, which must ask for no password.</param>
internal sealed class PosixDialect(bool useSudo) : HostDialect
{
    public override string Command => useSudo ? "exec sudo -n sh -s" : "exec sh -s";

    public override string Greeting(string word, bool isWhole) => string.Create(
        CultureInfo.InvariantCulture, $"whole={(isWhole ? 1 : 0)}\nlargest={LargestFile}\n{PosixScript.Functions}printf '\\n%s\\n' {word}\n");

    public override string Question(string verb, string? argument) => argument is null ? $"{verb}\n" : $"{verb} {Quote(argument)}\n";

    public override bool IsFolder(string place) => place.EndsWith('/');

    /// <summary>A word that the shell takes as it is.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
