using Mim.Core.Delivery;

namespace Mim.Core.Rotation;

/// <summary>Where a run stands: the record and the length of its journal as last committed.</summary>
internal sealed class RotationRun(RunClaim claim, RotationRecord record, int lines)
{
    public RunClaim Claim => claim;

    /// <summary>An earlier run began it.</summary>
    public bool IsTakenUp { get; init; }

    /// <summary>Installs outside maintenance windows too.</summary>
    public bool IsForced { get; set; }

    /// <summary>Lends its place among those who work at once.</summary>
    public Func<IAsyncDisposable> Lend { get; set; } = NoLoan.Lend;

    public RotationRecord Record { get; private set; } = record;

    /// <summary>False once it has ended, or waits for something.</summary>
    public bool IsRunning => Record.Outcome == RotationOutcome.Running;

    /// <summary>How many lines the journal had: more of them mean that another runner took over.</summary>
    public int Lines { get; private set; } = lines;

    public void Advance(RotationRecord committed) => (Record, Lines) = (committed, Lines + 1);
}
