namespace Mim.Core.Discovery.Ssh;

/// <summary>Which SSH servers to ask for their host keys, and how.</summary>
public sealed record SshServerScan
{
    public required EndpointTargets Targets { get; init; }

    /// <summary>For all keys of one server.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many are asked at once.</summary>
    public int Throttle { get; init; } = 128;

    /// <summary>Also tell of addresses of a range where nothing answers.</summary>
    public bool IncludeUnreachable { get; init; }

    /// <summary>How many targets an earlier run has finished with.</summary>
    public long Skip { get; init; }
}
