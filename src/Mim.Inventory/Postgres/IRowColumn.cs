using Npgsql;

namespace Mim.Inventory.Postgres;

/// <summary>The values of one column of a group of rows.</summary>
internal interface IRowColumn
{
    /// <summary>Keeps the first values and forgets the rest.</summary>
    void Keep(int count);

    /// <summary>All of them as one array.</summary>
    NpgsqlParameter ToParameter();

    /// <summary>Writes the value of one row.</summary>
    void CopyTo(CopyBuffer buffer, int row);
}
