namespace Mim.Core.Risk;

/// <summary>What to test: an identity's current certificate, or any certificate. Certificates are DER.</summary>
public sealed record CertificateTest
{
    public Guid? IdentityId { get; init; }

    public byte[]? Certificate { get; init; }

    /// <summary>Name of the result when a bare certificate is tested: a path.</summary>
    public string? Source { get; init; }

    /// <summary>Intermediates at hand, beside those of the store.</summary>
    public IReadOnlyList<byte[]> Chain { get; init; } = [];

    /// <summary>Roots to trust; null for the roots of the store.</summary>
    public IReadOnlyList<byte[]>? TrustedRoots { get; init; }

    public string? HostName { get; init; }

    /// <summary>The time to test at; null for the current time.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>DER or PEM lists, beside the newest ones of the store.</summary>
    public IReadOnlyList<byte[]> RevocationLists { get; init; } = [];
}
