namespace Mim.Core.Accounts;

/// <summary>What belongs to each sort of system.</summary>
public static class AccountSystems
{
    /// <summary>Who changes the passwords of a machine's own accounts: whoever administers it.</summary>
    public const string Root = "root";

    /// <summary>
    /// Whether a machine keeps the account itself: reached over SSH, or it is this one, and changed by whoever administers it.
    /// </summary>
    public static bool IsOfMachine(this AccountSystem system) => system is AccountSystem.Linux or AccountSystem.Windows;

    /// <summary>Whether it is connected to from here, at a port of a server; else something else does that, and needs no administrator to be said.</summary>
    public static bool IsDialed(this AccountSystem system) => !system.IsOfMachine() && system != AccountSystem.Script;

    /// <summary>The port it takes log-ins on where nobody says otherwise; 0 where that is no port's.</summary>
    /// <param name="system">What keeps the account.</param>
    /// <param name="useTls">Whether through TLS: some have a port for that.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: a system that this version does not know.</exception>
    public static int UsualPort(this AccountSystem system, bool useTls = false) => system switch
    {
        AccountSystem.PostgreSql => 5432,
        AccountSystem.MariaDb => 3306,
        AccountSystem.Redis => 6379,
        AccountSystem.RabbitMq => useTls ? 5671 : 5672,
        AccountSystem.Ldap => useTls ? 636 : 389,
        AccountSystem.ActiveDirectory => 636,
        AccountSystem.Linux or AccountSystem.Windows or AccountSystem.Script => 0,
        _ => throw new MimException(MimErrorCause.Unsupported, $"Accounts of {system} are not known here."),
    };

    /// <summary>The port at which passwords are changed where nobody says otherwise; null where that is no other.</summary>
    public static int? UsualManagementPort(this AccountSystem system, bool useTls) =>
        system == AccountSystem.RabbitMq ? useTls ? 15671 : 15672 : null;

    /// <summary>Whether it takes passwords through TLS only, on its own machine too.</summary>
    internal static bool NeedsTls(this AccountSystem system) => system == AccountSystem.ActiveDirectory;

    /// <summary>How it tells the names of accounts apart.</summary>
    internal static StringComparer Names(this AccountSystem system) =>
        system is AccountSystem.Ldap or AccountSystem.ActiveDirectory or AccountSystem.Windows
            ? StringComparer.OrdinalIgnoreCase
            : StringComparer.Ordinal;
}
