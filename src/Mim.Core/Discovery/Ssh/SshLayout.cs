namespace Mim.Core.Discovery.Ssh;

/// <summary>Where OpenSSH keeps its files, and how paths are written there.</summary>
/// <param name="Folder">Of the server's configuration and keys, with a separator at the end.</param>
/// <param name="Separator">Between folders.</param>
internal sealed record SshLayout(string Folder, char Separator)
{
    private static readonly char[] _separators = ['/', '\\'];

    public string Configuration => Folder + "sshd_config";

    public bool IsWindows => Separator == '\\';

    /// <summary>As the home folders of its accounts show.</summary>
    public static SshLayout Of(IReadOnlyList<SshAccount> accounts) => accounts.Any(account => account.Home.Contains('\\', StringComparison.Ordinal))
        ? new SshLayout($@"{ProgramData(accounts[0].Home)}\ssh\", '\\')
        : new SshLayout("/etc/ssh/", '/');

    public static string FolderOf(string path) => path[..(path.LastIndexOfAny(_separators) + 1)];

    /// <summary>Relative paths of Include lines start there.</summary>
    public string InConfigurationFolder(string path) => IsFull(path) ? path : Folder + path;

    /// <summary>A path of AuthorizedKeysFile for an account (sshd_config(5), TOKENS).</summary>
    public string Expand(string path, SshAccount account)
    {
        var full = path
            .Replace("%%", "\0", StringComparison.Ordinal)
            .Replace("%h", account.Home, StringComparison.Ordinal)
            .Replace("%u", account.Name, StringComparison.Ordinal)
            .Replace("%U", account.Id, StringComparison.Ordinal)
            .Replace("__PROGRAMDATA__", Folder.TrimEnd(Separator)[..^"/ssh".Length], StringComparison.Ordinal)
            .Replace("\0", "%", StringComparison.Ordinal);
        full = IsFull(full) ? full : $"{account.Home.TrimEnd(Separator)}{Separator}{full}";
        return IsWindows ? full.Replace('/', '\\') : full;
    }

    private static bool IsFull(string path) => path.StartsWith('/') || path.StartsWith('\\') || (path.Length > 1 && path[1] == ':');

    // Folders of users and ProgramData lie on the same drive.
    private static string ProgramData(string home) => $@"{home.Split('\\')[0]}\ProgramData";
}
