namespace Mim.Core.Discovery.Ssh;

/// <summary>An account of a machine, as sshd sees it.</summary>
/// <param name="Name">Login name.</param>
/// <param name="Id">User id as text; a security identifier on Windows.</param>
/// <param name="Home">Full path of the home folder.</param>
public sealed record SshAccount(string Name, string Id, string Home)
{
    /// <summary>Names of the groups it is in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
}
