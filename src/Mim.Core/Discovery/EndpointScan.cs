namespace Mim.Core.Discovery;

/// <summary>Which servers to ask, and how.</summary>
public sealed record EndpointScan
{
    public required EndpointTargets Targets { get; init; }

    /// <summary>Names to ask each server for; none asks for the host's own name, and addresses for none.</summary>
    public IReadOnlyList<string> ServerNames { get; init; } = [];

    public StartTls StartTls { get; init; } = StartTls.Auto;

    /// <summary>For one answer, connecting included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many are asked at once.</summary>
    public int Throttle { get; init; } = 256;

    /// <summary>
    /// Also tell of the addresses of a range where nothing listens or answers; hosts that are named one by one are always told of.
    /// </summary>
    public bool IncludeUnreachable { get; init; }

    /// <summary>How many targets an earlier run has finished with.</summary>
    public long Skip { get; init; }
}
