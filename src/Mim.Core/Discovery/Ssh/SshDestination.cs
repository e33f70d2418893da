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

    /// <summary>Full path of the certificate to log in with, whose key the client or its agent has.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>What the inventory holds to log in with, at its end and on the way; null for the files and the agent that are there.</summary>
    public SshCredential? Credential { get; init; }

    /// <summary>Full path of the socket of the agent that has the keys; null for the client's own.</summary>
    public string? AgentSocket { get; init; }

    /// <summary>Host to go through: <c>[user@]host[:port]</c>, several with commas between.</summary>
    public string? JumpHost { get; init; }

    /// <summary>Full path of the file with the host keys to trust.</summary>
    public string? KnownHostsFile { get; init; }

    /// <summary>Lines of known_hosts (sshd(8)) with the host keys to trust, instead of any file; not every transport takes them.</summary>
    public string? KnownHosts { get; init; }

    /// <summary>Become root by <c>sudo</c> that asks for no password.</summary>
    public bool UseSudo { get; init; }

    /// <summary>For connecting, and for every answer after that.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The hosts to go through, in their order.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: a port is no number.</exception>
    public IReadOnlyList<SshHop> Hops => [.. (JumpHost?.Split(',', StringSplitOptions.TrimEntries) ?? []).Select(SshHop.Parse)];

    /// <summary>
    /// Tells it from other machines behind the same address: the host, <c>[host]:port</c> for another port than 22, as known_hosts
    /// has it.
    /// </summary>
    public string Place => Port is null or 22 ? Host : string.Create(CultureInfo.InvariantCulture, $"[{Host}]:{Port}");

    public override string ToString() => Host;
}
