namespace Mim.Core.Discovery;

/// <summary>
/// How much of a scan may be open at once on this machine: a process that uses up its files fails in places that have nothing to do
/// with the scan.
/// </summary>
/// <param name="left">How many more files this process may open now.</param>
public sealed class ScanRoom(Func<int> left)
{
    public static ScanRoom Unlimited { get; } = new(() => int.MaxValue);

    /// <summary>As many as are wanted, or as there is room for; one at least.</summary>
    /// <param name="wanted">How many at once.</param>
    /// <param name="files">How many files each takes.</param>
    public int Throttle(int wanted, int files) => Math.Max(1, Math.Min(wanted, left() / files));
}
