namespace Mim.Core.Accounts;

/// <summary>What belongs to each sort of system.</summary>
public static class AccountSystems
{
    /// <summary>The port it takes log-ins on where nobody says otherwise.</summary>
    /// <param name="system">What keeps the account.</param>
    /// <param name="useTls">Whether through TLS: some have a port for that.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: a system that this version does not know.</exception>
    public static int UsualPort(this AccountSystem system, bool useTls = false) => system switch
    {
        AccountSystem.PostgreSql => 5432,
        AccountSystem.MariaDb => 3306,
        AccountSystem.Redis => 6379,
        AccountSystem.RabbitMq => useTls ? 5671 : 5672,
        _ => throw new MimException(MimErrorCause.Unsupported, $"Accounts of {system} are not known here."),
    };

    /// <summary>The port at which passwords are changed where nobody says otherwise; null where that is no other.</summary>
    public static int? UsualManagementPort(this AccountSystem system, bool useTls) =>
        system == AccountSystem.RabbitMq ? useTls ? 15671 : 15672 : null;
}
