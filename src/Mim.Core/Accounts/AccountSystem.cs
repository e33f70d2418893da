namespace Mim.Core.Accounts;

/// <summary>What keeps an account and lets it log in. Stores keep the name.</summary>
public enum AccountSystem
{
    /// <summary>A role of a PostgreSQL server.</summary>
    PostgreSql,

    /// <summary>A user of a MariaDB server, on every host that it may come from.</summary>
    MariaDb,

    /// <summary>A user of a Redis server.</summary>
    Redis,

    /// <summary>A user of a RabbitMQ node.</summary>
    RabbitMq,

    /// <summary>An entry of an LDAP directory, by its distinguished name.</summary>
    Ldap,

    /// <summary>A user of an Active Directory domain.</summary>
    ActiveDirectory,

    /// <summary>An account of a Linux machine: this one, or another over SSH.</summary>
    Linux,

    /// <summary>An account that this machine's Windows keeps itself, with what logs on as it.</summary>
    Windows,

    /// <summary>Anything else, by scripts of the user's.</summary>
    Script,
}
