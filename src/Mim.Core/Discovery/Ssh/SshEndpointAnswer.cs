namespace Mim.Core.Discovery.Ssh;

/// <summary>What an SSH server did when it was asked.</summary>
/// <param name="Status"><see cref="FindingStatus.Found"/> when it showed a host key.</param>
public sealed record SshEndpointAnswer(FindingStatus Status)
{
    /// <summary>What exactly happened, for people; null when all is well. Also when only some of the keys came.</summary>
    public string? Detail { get; init; }

    /// <summary>From the first packet until the connection stood; null when it never did.</summary>
    public TimeSpan? ConnectTime { get; init; }

    /// <summary>As it names itself (RFC 4253 section 4.2), for example <c>SSH-2.0-OpenSSH_9.2p1</c>; null when it did not.</summary>
    public string? Version { get; init; }

    /// <summary>Host keys and host certificates. That it holds the private keys is not proved. Empty unless found.</summary>
    public IReadOnlyList<SshKeySighting> Keys { get; init; } = [];
}
