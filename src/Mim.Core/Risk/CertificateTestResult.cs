namespace Mim.Core.Risk;

/// <summary>Every check of one certificate.</summary>
public sealed record CertificateTestResult
{
    public required string Name { get; init; }

    public required string Subject { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>No check failed.</summary>
    public bool Passed => Checks.All(check => check.Result != CheckResult.Failed);

    public required IReadOnlyList<CertificateCheck> Checks { get; init; }
}
