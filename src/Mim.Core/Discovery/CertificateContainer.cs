namespace Mim.Core.Discovery;

/// <summary>What a file that holds certificates showed.</summary>
/// <param name="Format">As <see cref="FileSighting.Format"/> names it.</param>
public sealed record CertificateContainer(string Format)
{
    public IReadOnlyList<ContainedCertificate> Certificates { get; init; } = [];

    /// <summary>
    /// <see cref="FindingStatus.Found"/>; <see cref="FindingStatus.Locked"/> or <see cref="FindingStatus.Damaged"/> when there is
    /// more than <see cref="Certificates"/> that could not be seen.
    /// </summary>
    public FindingStatus Status { get; init; } = FindingStatus.Found;

    /// <summary>What stood in the way; null when all is well.</summary>
    public string? Detail { get; init; }
}
