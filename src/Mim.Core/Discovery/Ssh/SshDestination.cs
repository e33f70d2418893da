using System.Globalization;

namespace Mim.Core.Discovery.Ssh;

/// <summary>A host and how to log in there. What is null is as the client's own configuration has it.</summary>
/// <param name="Host">Name, address, or alias of the client's configuration.</param>
public sealed record SshDestination(string Host)
{
    public int? Port { get; init; }

    public string? User { get; init; }

    /// <summary>Full path of the private key to log in with; no other is tried then.</summary>
    public string? IdentityFile { get; init; }

    /// <summary>Host to go through: <c>[user@]host[:port]</c>, several with commas between.</summary>
    public string? JumpHost { get; init; }

    /// <summary>Full path of the file with the host keys to trust.</summary>
    public string? KnownHostsFile { get; init; }

    /// <summary>Become root by <c>sudo</c> that asks for no password.</summary>
    public bool UseSudo { get; init; }

    /// <summary>For connecting, and for every answer after that.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Tells it from other machines behind the same address: the host, <c>[host]:port</c> for another port than 22, as known_hosts
    /// has it.
    /// </summary>
    public string Place => Port is null or 22 ? Host : string.Create(CultureInfo.InvariantCulture, $"[{Host}]:{Port}");

    public override string ToString() => Host;
}
