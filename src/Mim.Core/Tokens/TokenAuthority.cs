using Mim.Core.Identities;

namespace Mim.Core.Tokens;

/// <summary>An authority of tokens as views show it. Times are UTC.</summary>
public sealed record TokenAuthority
{
    public required MachineIdentity Identity { get; init; }

    public Guid Id => Identity.Id;

    public string Name => Identity.Name;

    public string? KeyAlgorithm => Identity.KeyAlgorithm;

    public VersionState Status => Identity.Status;

    public int Version => Identity.Version;

    public DateTimeOffset? NotBefore => Identity.NotBefore;

    public DateTimeOffset? NotAfter => Identity.NotAfter;

    /// <summary>What its tokens name as their issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>By which its tokens name the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>The longest life of a token.</summary>
    public required TimeSpan LongestToken { get; init; }

    public override string ToString() => Name;
}
