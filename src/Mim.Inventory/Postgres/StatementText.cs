namespace Mim.Inventory.Postgres;

/// <summary>A constant text and how often this process has run it.</summary>
internal sealed class StatementText(string sql)
{
    /// <summary>Uses before a text is prepared on the server: preparing costs a round trip on every new connection.</summary>
    private const int FewUses = 8;

    private int _uses;

    public string Sql => sql;

    /// <summary>Counts one use; whether the text is used often enough to be worth preparing.</summary>
    public bool IsFrequent() => _uses > FewUses || Interlocked.Increment(ref _uses) > FewUses;
}
