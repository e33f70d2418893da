using Mim.Core.Accounts.Windows;
using Mim.Core.Delivery;

namespace Mim.Core.Accounts;

/// <summary>What may be said of an account. Pure.</summary>
internal static class AccountRules
{
    private const int LongestName = 1024;
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the setting.</exception>
    public static void Enforce(AccountSettings settings)
    {
        TargetRules.Require(settings.Accounts.Count is 1 or 2, settings.Server, "there is one account, or a pair of them");
        TargetRules.Require(settings.Accounts.All(IsText), settings.Server, "the name of an account is one line of 1 to 1024 characters");
        TargetRules.Require(
            settings.Accounts.Distinct(StringComparer.OrdinalIgnoreCase).Count() == settings.Accounts.Count, settings.Server, "a pair is two accounts");
        TargetRules.Require(
            settings.System == AccountSystem.Script == settings.Scripts is not null,
            settings.Accounts[0],
            $"an account of {AccountSystem.Script} has scripts that change and prove it, and no other has");
        TargetRules.Require(
            !settings.RestartsServices || settings.System == AccountSystem.Windows, settings.Accounts[0], "services are restarted of Windows only");
        Action<AccountSettings> enforce = settings.System switch
        {
            AccountSystem.Linux => EnforceOfLinux,
            AccountSystem.Windows => EnforceOfWindows,
            AccountSystem.Script => EnforceOfScript,
            _ => EnforceOfServer,
        };
        enforce(settings);

        TargetRules.Require(
            settings.Timeout >= _shortest && settings.Timeout <= _longest, settings.Server, "a time-out lies between 0.1 s and 1 h");
    }

    /// <summary>Whether two of them would change the same account.</summary>
    public static bool Overlap(AccountSettings one, AccountSettings other) =>
        one.System == other.System
        && one.Port == other.Port
        && one.Server.Equals(other.Server, StringComparison.OrdinalIgnoreCase)
        && one.Accounts.Intersect(other.Accounts, one.System.Names()).Any();

    private static void EnforceOfServer(AccountSettings settings)
    {
        TargetRules.Require(settings.Host is null, settings.Server, "an account is reached by its server, not through another host");
        TargetRules.Require(IsText(settings.Server), settings.Server, $"'{settings.Server}' is no server");
        TargetRules.Require(settings.Port is > 0 and <= ushort.MaxValue, settings.Server, $"{settings.Port} is no port");
        TargetRules.Require(
            settings.ManagementPort is null or (> 0 and <= ushort.MaxValue), settings.Server, $"{settings.ManagementPort} is no port");
        TargetRules.Require(
            settings.ManagementPort is null || settings.System.UsualManagementPort(settings.UseTls) is not null,
            settings.Server,
            $"passwords of {settings.System} are changed where log-ins are");
        TargetRules.Require(settings.Database is null || IsText(settings.Database), settings.Database, $"'{settings.Database}' is no database");
        TargetRules.Require(
            !settings.IsPair || settings.AdministratorId is not null,
            settings.Accounts[0],
            "neither of a pair can log in to have its turn: say by -Administrator who changes their passwords");
        TargetRules.Require(
            settings.UseTls || settings.IsHere, settings.Server, $"passwords do not go to '{settings.Server}' without TLS");
        TargetRules.Require(
            settings.UseTls || !settings.System.NeedsTls(), settings.Server, $"{settings.System} takes passwords through TLS only");
        TargetRules.Require(
            settings.AuthorityFile is null || (settings.UseTls && Path.IsPathFullyQualified(settings.AuthorityFile)),
            settings.AuthorityFile,
            "a file of authorities has a full path, and is for TLS");
    }

    private static void EnforceOfWindows(AccountSettings settings)
    {
        TargetRules.Require(
            settings.Host is null, settings.Accounts[0], $"accounts of {settings.System} are changed on their own machine: register it there");
        EnforceOfMachine(settings);
        TargetRules.Require(
            !settings.IsPair, settings.Accounts[0], $"accounts of {settings.System} are changed in place, as what logs on with them keeps its account");
        var name = WindowsAccountName.Of(settings.Accounts[0], machine: null);
        TargetRules.Require(
            name.IsLocal(settings.Accounts[0]),
            settings.Accounts[0],
            $"'{settings.Accounts[0]}' is no account that this machine keeps" + name.Kind switch
            {
                WindowsAccountKind.Domain => $": one of a domain is registered as {AccountSystem.ActiveDirectory}",
                WindowsAccountKind.Managed => ": its domain changes its password",
                WindowsAccountKind.BuiltIn => ": it has no password",
                _ => "",
            });
    }

    private static void EnforceOfMachine(AccountSettings settings)
    {
        RequireUndialed(settings);
        TargetRules.Require(settings.Server == AccountSettings.ThisMachine, settings.Accounts[0], "a machine is reached over SSH, or it is this one");
        TargetRules.Require(
            settings.AdministratorId is null,
            settings.Accounts[0],
            $"passwords of {settings.System} are changed by who {(settings.System == AccountSystem.Linux ? "is root on" : "administers")} the machine");
    }

    private static void EnforceOfLinux(AccountSettings settings)
    {
        EnforceOfMachine(settings);
        TargetRules.Require(
            settings.Accounts.All(account => account is not ['-', ..] && !account.Any(sign => sign is ':' or '/' || char.IsWhiteSpace(sign))),
            settings.Accounts[0],
            $"'{string.Join(", ", settings.Accounts)}' is no name of an account of {settings.System}");
    }

    private static void EnforceOfScript(AccountSettings settings)
    {
        RequireUndialed(settings);
        TargetRules.Require(settings.Host is null, settings.Accounts[0], "scripts run on this machine, and not through another host");
        TargetRules.Require(IsText(settings.Server), settings.Server, $"'{settings.Server}' is no server");
        TargetRules.Require(
            settings.Scripts is { } scripts && new[] { scripts.Change, scripts.Prove, scripts.TakeBack ?? "-" }.All(script => script.Trim().Length > 0),
            settings.Accounts[0],
            "a script of an account does something");
    }

    private static void RequireUndialed(AccountSettings settings) => TargetRules.Require(
        settings is { Port: 0, ManagementPort: null, Database: null, UseTls: false, AuthorityFile: null },
        settings.Accounts[0],
        $"an account of {settings.System} has no port, no database and no TLS of its own");

    private static bool IsText(string text) => text.Length is > 0 and <= LongestName && !text.Any(char.IsControl) && text == text.Trim();
}
