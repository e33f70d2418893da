using Npgsql;

namespace Mim.Inventory.Postgres;

/// <summary>The values of one column of a group of rows.</summary>
internal interface IRowColumn
{
    /// <summary>Keeps the first values and forgets the rest.</summary>
    void Keep(int count);

    NpgsqlParameter ToParameter();
}
