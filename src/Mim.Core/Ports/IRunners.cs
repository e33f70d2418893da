namespace Mim.Core.Ports;

/// <summary>Knows the processes that run rotations, so that a dead one's claim need not be waited for.</summary>
public interface IRunners
{
    /// <summary>The name under which this process claims work: host, process and its start.</summary>
    string Self { get; }

    /// <summary>True only when <paramref name="owner"/> ran on this host and is surely gone.</summary>
    bool IsDead(string owner);
}
