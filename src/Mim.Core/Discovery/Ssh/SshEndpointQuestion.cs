using System.Net;

namespace Mim.Core.Discovery.Ssh;

/// <summary>One SSH server to ask for its host keys.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Timeout">How long the whole answer may take: one connection for each host key.</param>
public sealed record SshEndpointQuestion(IPAddress Address, int Port, TimeSpan Timeout);
