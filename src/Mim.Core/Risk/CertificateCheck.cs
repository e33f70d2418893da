namespace Mim.Core.Risk;

/// <summary>One check of a certificate and what it found.</summary>
public sealed record CertificateCheck(string Check, CheckResult Result, string Detail)
{
    public override string ToString() => $"{Check}: {Result} ({Detail})";
}
