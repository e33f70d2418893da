using System.Text.RegularExpressions;

namespace Mim.Core.Stores;

/// <summary>Where a store is when a command does not say: the rules that every host of the use cases shares.</summary>
public static partial class StoreAddress
{
    public const string StoreVariable = "MIM_STORE";
    public const string KeyFileVariable = "MIM_KEY_FILE";
    public const string PassphraseFileVariable = "MIM_PASSPHRASE_FILE";

    /// <summary>The store that was named, else the one of MIM_STORE; null when neither says.</summary>
    public static string? Named(string? store, Func<string, string> fullPath) =>
        (store ?? Variable(StoreVariable)) is { } named ? IsConnectionString(named) ? named : fullPath(named) : null;

    /// <summary>A reference whose keyring is opened by what the environment names.</summary>
    public static StoreReference FromEnvironment(string location, Func<string, string> fullPath) => new()
    {
        Location = location,
        KeyFile = Variable(KeyFileVariable) is { } keyFile ? fullPath(keyFile) : null,
        PassphraseFile = Variable(PassphraseFileVariable) is { } passphraseFile ? fullPath(passphraseFile) : null,
    };

    public static bool IsConnectionString(string text) => ConnectionString().IsMatch(text);

    /// <summary>The location without a password, for messages.</summary>
    public static string Display(string location) =>
        IsConnectionString(location)
        ? PasswordInAddress().Replace(PasswordPart().Replace(location, "${key}=***"), "$1***$2")
        : location;

    /// <summary>The machine's default: made on first use.</summary>
    public static string Default()
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

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    [GeneratedRegex(@"^\s*(postgres(ql)?://|(host|server|data source|port|database|username|user id)\s*=)", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionString();

    [GeneratedRegex(@"(?<key>password|pwd)\s*=\s*('[^']*'|""[^""]*""|[^;]*)", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordPart();

    [GeneratedRegex("^(\\s*\\w+://[^:/@]*:)[^@]*(@)")]
    private static partial Regex PasswordInAddress();
}
