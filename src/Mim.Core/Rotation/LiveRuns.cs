using System.Collections.Concurrent;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>
/// Tells the runs of this process apart, so that two sessions in one process do not share a claim, and so that the claim of
/// a run that ended badly does not outlive it.
/// </summary>
internal static class LiveRuns
{
    private const char Separator = '#';
    private static readonly ConcurrentDictionary<string, byte> _owners = new(StringComparer.Ordinal);

    /// <summary>Name of a new run, which is live until <see cref="End"/>.</summary>
    public static string Begin(IRunners runners)
    {
        var owner = $"{runners.Self}{Separator}{Guid.NewGuid():N}";
        _owners[owner] = 0;
        return owner;
    }

    public static void End(string owner) => _owners.TryRemove(owner, out _);

    /// <summary>True only when a run is surely over.</summary>
    public static bool IsDead(IRunners runners, string owner)
    {
        var runner = owner[..Math.Max(owner.LastIndexOf(Separator), 0)];
        return runner == runners.Self ? !_owners.ContainsKey(owner) : runners.IsDead(runner);
    }
}
