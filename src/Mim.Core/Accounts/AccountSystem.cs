namespace Mim.Core.Accounts;

/// <summary>What keeps an account and lets it log in. Stores keep the name.</summary>
public enum AccountSystem
{
    /// <summary>A role of a PostgreSQL server.</summary>
    PostgreSql,
}
