namespace Mim.Core.Issuing;

/// <summary>How to encode an export.</summary>
public sealed record ExportLayout
{
    public ExportFormat Format { get; init; } = ExportFormat.Pem;

    public ExportContent Content { get; init; } = ExportContent.FullChain;

    /// <summary>PKCS#12 for Windows Server 2016, Java 8 and older: 3DES and SHA-1 (RFC 7292 appendix C).</summary>
    public bool Legacy { get; init; }

    /// <summary>PKCS#12 and JKS: name shown for the key, or for the first certificate where there is none.</summary>
    public string? FriendlyName { get; init; }
}
