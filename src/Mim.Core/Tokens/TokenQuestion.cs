using System.Net;
using Mim.Core.Sealing;

namespace Mim.Core.Tokens;

/// <summary>Whether a token may do something. What a token is limited to must be said, or it is refused.</summary>
public sealed record TokenQuestion
{
    /// <summary>As it was shown; stays the caller's.</summary>
    public required KeyMaterial Token { get; init; }

    /// <summary>The service that asks.</summary>
    public string? Audience { get; init; }

    /// <summary>All that the holder is about to do.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Where it came from.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>Only to look: it is no use of the token, and nothing is recorded.</summary>
    public bool IsInspection { get; init; }
}
