namespace Mim.Inventory.Copying;

/// <summary>How far a copy is: the first round copies, the second proves; further ones are not counted.</summary>
internal sealed class CopyMeter
{
    /// <summary>Each round walks a table to remove and once more to write.</summary>
    private const int Walks = 4;

    private readonly IProgress<double>? _progress;
    private readonly double _all;
    private long _walked;

    public CopyMeter(IProgress<double>? progress, IRowStore source, CancellationToken cancellationToken)
    {
        _progress = progress;
        _all = progress is null ? 1 : Walks * source.Rows.Read(
            database =>
            {
                long rows = 1;
                foreach (var table in StoreSchema.Tables)
                {
                    using var count = database.Prepare(table.Count);
                    rows += count.Step() ? count.Long() : 0;
                }

                return rows;
            },
            cancellationToken);
    }

    public void Walked(int rows)
    {
        _walked += rows;
        _progress?.Report(Math.Min(1, _walked / _all));
    }

    public void Done() => _progress?.Report(1);
}
