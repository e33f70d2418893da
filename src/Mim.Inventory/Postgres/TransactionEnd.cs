using Mim.Core;
using Mim.Inventory.Sql;
using Mim.Inventory.Stores;

namespace Mim.Inventory.Postgres;

/// <summary>Asks how a transaction ended whose commit was never answered.</summary>
internal sealed class TransactionEnd(IConnectionSource source) : Table(source)
{
    private const int Looks = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether it committed; null when nobody can tell.</summary>
    public bool? Of(string transaction)
    {
        try
        {
            // The server may not have noticed yet that nobody waits for its answer.
            for (var look = 0; look < Looks; look++)
            {
                switch (One("SELECT pg_xact_status(CAST(? AS xid8))", [transaction], row => row.TextOrNull()))
                {
                    case "committed":
                        return true;
                    case "aborted":
                        return false;
                    case null:
                        return null;
                }

                Thread.Sleep(Pause);
            }
        }
        catch (MimException)
        {
            // The server stays away.
        }

        return null;
    }
}
