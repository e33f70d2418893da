using System.Text.RegularExpressions;

using Mim.Core.Sealing;
using Mim.Core.Stores;

namespace Mim.PowerShell.Binding;

/// <summary>Which store a command means: -Store, else MIM_STORE, else the connected one, else the machine's default.</summary>
internal static partial class StoreLocator
{
    public const string StoreVariable = "MIM_STORE";
    public const string KeyFileVariable = "MIM_KEY_FILE";
    public const string PassphraseFileVariable = "MIM_PASSPHRASE_FILE";

    public static StoreReference Locate(string? store, RunspaceMemory state, Func<string, string> fullPath, bool mayCreate)
    {
        var connected = state.Connection?.Reference;
        var named = store ?? Variable(StoreVariable);
        if (named is null)
        {
            return connected ?? FromEnvironment(DefaultLocation(), fullPath) with { CreateIfMissing = mayCreate };
        }

        var location = IsConnectionString(named) ? named : fullPath(named);
        return connected?.Location == location ? connected : FromEnvironment(location, fullPath);
    }

    /// <summary>A reference whose keyring is opened by what the environment names.</summary>
    public static StoreReference FromEnvironment(string location, Func<string, string> fullPath)
    {
        var passphraseFile = Variable(PassphraseFileVariable);
        return new StoreReference
        {
            Location = location,
            KeyFile = Variable(KeyFileVariable) is { } keyFile ? fullPath(keyFile) : null,
            Passphrase = passphraseFile is null ? null : () => Passphrase(fullPath(passphraseFile)),
        };
    }

    public static bool IsConnectionString(string text) => ConnectionString().IsMatch(text);

    /// <summary>The location without a password, for messages.</summary>
    public static string Display(string location) =>
        IsConnectionString(location)
        ? PasswordInAddress().Replace(PasswordPart().Replace(location, "${key}=***"), "$1***$2")
        : location;

    public static string DefaultLocation()
    {
        if (OperatingSystem.IsWindows())
        {
            var data = Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData);
            return Path.Combine(data, "MimModule", "inventory.db");
        }

        if (Environment.IsPrivilegedProcess)
        {
            return "/var/lib/mim/inventory.db";
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var share = Variable("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share");
        return Path.Combine(share, "mim", "inventory.db");
    }

    private static KeyMaterial? Passphrase(string path) => Secrets.FromFile(path);

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    [GeneratedRegex(@"^\s*(postgres(ql)?://|(host|server|data source|port|database|username|user id)\s*=)", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionString();

    [GeneratedRegex(@"(?<key>password|pwd)\s*=\s*('[^']*'|""[^""]*""|[^;]*)", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordPart();

    [GeneratedRegex("^(\\s*\\w+://[^:/@]*:)[^@]*(@)")]
    private static partial Regex PasswordInAddress();
}
