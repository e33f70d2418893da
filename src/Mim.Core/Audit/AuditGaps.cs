namespace Mim.Core.Audit;

/// <summary>Numbers that a walk along the chain has passed over, until the records turn up elsewhere or stay missing.</summary>
internal sealed class AuditGaps
{
    private const int Maximum = 1000;
    private readonly List<(long From, long To)> _gaps = [];

    /// <summary>What is still missing, in order.</summary>
    public IEnumerable<(long From, long To)> Left => _gaps.OrderBy(gap => gap.From);

    public void Add(long from, long to)
    {
        if (_gaps.Count < Maximum)
        {
            _gaps.Add((from, to));
        }
    }

    /// <summary>Whether <paramref name="sequence"/> was missing; it is no longer.</summary>
    public bool Fill(long sequence)
    {
        var index = _gaps.FindIndex(gap => gap.From <= sequence && sequence <= gap.To);
        if (index < 0)
        {
            return false;
        }

        var (from, to) = _gaps[index];
        _gaps.RemoveAt(index);
        if (sequence < to)
        {
            _gaps.Insert(index, (sequence + 1, to));
        }

        if (from < sequence)
        {
            _gaps.Insert(index, (from, sequence - 1));
        }

        return true;
    }
}
