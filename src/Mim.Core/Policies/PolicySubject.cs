using Mim.Core.Identities;

namespace Mim.Core.Policies;

/// <summary>What a policy is held against: an identity that exists, or one about to be made. Null facts are not judged.</summary>
public sealed record PolicySubject
{
    public required string Name { get; init; }

    public IReadOnlyList<string> DnsNames { get; init; } = [];

    public string? Owner { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Authority { get; init; }

    /// <summary>Authorities whose place <see cref="Authority"/> takes: what they may issue, it may.</summary>
    public IReadOnlyList<string> ReplacedAuthorities { get; init; } = [];

    /// <summary>For example <c>EcdsaP256</c>, <c>Rsa2048</c>.</summary>
    public string? KeyAlgorithm { get; init; }

    public TimeSpan? Lifetime { get; init; }

    public static PolicySubject Of(MachineIdentity identity) => new()
    {
        Name = identity.Name,
        Owner = identity.Owner,
        Tags = identity.Tags,
        Authority = identity.Authority,
        KeyAlgorithm = identity.KeyAlgorithm,
        Lifetime = identity.NotAfter - identity.NotBefore,
    };
}
