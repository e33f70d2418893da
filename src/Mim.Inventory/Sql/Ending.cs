namespace Mim.Inventory.Sql;

/// <summary>Does something when disposed.</summary>
internal sealed class Ending(Action end) : IDisposable
{
    public void Dispose() => end();
}
