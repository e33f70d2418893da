namespace Mim.Core.Discovery.Leaks.Reports;

/// <summary>What other programs read findings of secrets as.</summary>
public enum SecretReportFormat
{
    /// <summary>An array of objects, which can be a baseline.</summary>
    Json,

    /// <summary>SARIF 2.1.0 (OASIS), which can be a baseline too.</summary>
    Sarif,
}
