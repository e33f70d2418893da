namespace Mim.Core.Delivery;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Null when the time-out ended it.</param>
/// <param name="Output">The end of what it said on both streams, at most 16 KiB. It may hold secrets.</param>
public sealed record CommandResult(int? ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}
