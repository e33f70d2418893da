using System.Net;

namespace Mim.Core.Discovery.Ssh;

/// <summary>One SSH server to ask for its host keys.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Timeout">How long the whole answer may take: one connection for each host key.</param>
public sealed record SshEndpointQuestion(IPAddress Address, int Port, TimeSpan Timeout)
{
    /// <summary>The only type of key that is asked for, as it stands in public lines: <c>ssh-ed25519-cert-v01@openssh.com</c>; null for every one.</summary>
    public string? KeyType { get; init; }
}
