namespace Mim.Ssh.Shell;

/// <summary>What a POSIX shell is told to do, and then knows by a name.</summary>
/// <param name="Name">A word of its own among all scripts.</param>
/// <param name="Text">Uses its positional parameters, may end by <c>exit</c>, and leaves nothing running.</param>
internal sealed record HostScript(string Name, string Text)
{
    /// <summary>How long its answer is waited for. A disk that is slow to flush has its time.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);
}
