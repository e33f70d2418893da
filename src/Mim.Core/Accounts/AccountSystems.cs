namespace Mim.Core.Accounts;

/// <summary>What belongs to each sort of system.</summary>
public static class AccountSystems
{
    /// <summary>The port it listens on where nobody says otherwise.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: a system that this version does not know.</exception>
    public static int UsualPort(this AccountSystem system) => system switch
    {
        AccountSystem.PostgreSql => 5432,
        AccountSystem.MariaDb => 3306,
        AccountSystem.Redis => 6379,
        AccountSystem.Ldap => 389,
        AccountSystem.ActiveDirectory => 636,
        _ => throw new MimException(MimErrorCause.Unsupported, $"Accounts of {system} are not known here."),
    };

    /// <summary>Whether it takes passwords through TLS only, on its own machine too.</summary>
    internal static bool NeedsTls(this AccountSystem system) => system == AccountSystem.ActiveDirectory;

    /// <summary>How it tells the names of accounts apart.</summary>
    internal static StringComparer Names(this AccountSystem system) =>
        system is AccountSystem.Ldap or AccountSystem.ActiveDirectory ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
}
