namespace Mim.Core.Issuing;

/// <summary>What a certification request (RFC 2986) asks for; its proof of possession has been checked.</summary>
public sealed record RequestFacts
{
    /// <summary>RFC 4514 text; empty when none was asked for.</summary>
    public required string Subject { get; init; }

    public required byte[] SubjectPublicKeyInfo { get; init; }

    public required string KeyAlgorithm { get; init; }

    public SubjectNames Names { get; init; } = new();

    /// <summary>Object identifiers of requested extensions that are never honoured here (basic constraints, policies …).</summary>
    public IReadOnlyList<string> IgnoredExtensions { get; init; } = [];
}
