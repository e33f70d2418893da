namespace Mim.Core.Discovery.Ssh;

/// <summary>Which hosts to log in to and look for keys on.</summary>
/// <param name="Destinations">Each once.</param>
public sealed record SshHostScan(IReadOnlyList<SshDestination> Destinations)
{
    /// <summary>How many are looked at at once.</summary>
    public int Throttle { get; init; } = 16;
}
