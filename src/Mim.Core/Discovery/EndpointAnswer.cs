namespace Mim.Core.Discovery;

/// <summary>What an endpoint did when it was asked.</summary>
/// <param name="Status"><see cref="FindingStatus.Found"/> when it showed a certificate.</param>
public sealed record EndpointAnswer(FindingStatus Status)
{
    /// <summary>What exactly happened, for people; null when all is well.</summary>
    public string? Detail { get; init; }

    /// <summary>From the first packet until the connection stood; null when it never did.</summary>
    public TimeSpan? ConnectTime { get; init; }

    /// <summary>One for each certificate it has: servers with an RSA and an ECDSA one show both. Empty unless found.</summary>
    public IReadOnlyList<ServedChain> Chains { get; init; } = [];

    /// <summary>Whether it has no others for that name: it was asked for every kind of key, and said no to those it did not show.</summary>
    public bool IsComplete { get; init; }
}
