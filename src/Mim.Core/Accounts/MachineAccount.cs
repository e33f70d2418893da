using Mim.Core.Identities;
using Mim.Core.Rotation;

namespace Mim.Core.Accounts;

/// <summary>An account whose password is rotated here: where it is, how it is rotated and how that went. No secret. Times are UTC.</summary>
public sealed record MachineAccount
{
    public required Guid IdentityId { get; init; }

    /// <summary>Of its identity.</summary>
    public required string Name { get; init; }

    public required AccountSystem System { get; init; }

    public required string Server { get; init; }

    public required int Port { get; init; }

    public string? Database { get; init; }

    /// <summary>Whether the connection is TLS.</summary>
    public bool UseTls { get; init; }

    /// <summary>Name on its system of the account in use.</summary>
    public required string Account { get; init; }

    /// <summary>The one, or the two of a pair.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    public required AccountStrategy Strategy { get; init; }

    /// <summary>How long the old one of a pair stays open; null for the policy's overlap, and for a single account.</summary>
    public TimeSpan? Hold { get; init; }

    /// <summary>Name of the secret or account that changes its password; null for itself.</summary>
    public string? Administrator { get; init; }

    /// <summary>Where consumers get the password from: the addresses of its other targets.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Who depends on it, as far as the inventory knows.</summary>
    public required IReadOnlyList<string> UsedBy { get; init; }

    public string? Owner { get; init; }

    public string? Purpose { get; init; }

    public Criticality Criticality { get; init; }

    public string? Environment { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public VersionState Status { get; init; }

    /// <summary>Number of the password in use.</summary>
    public int Version { get; init; }

    /// <summary>When it has to have its next password.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>When rotation is due by policy.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How the last rotation stands; null before the first.</summary>
    public RotationOutcome? LastOutcome { get; init; }

    /// <summary>When the last rotation last got on.</summary>
    public DateTimeOffset? LastRotatedAt { get; init; }

    /// <summary>Why the last rotation stands as it does.</summary>
    public string? Reason { get; init; }

    public override string ToString() => Name;
}
