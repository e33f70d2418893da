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
        _ => throw new MimException(MimErrorCause.Unsupported, $"Accounts of {system} are not known here."),
    };
}
