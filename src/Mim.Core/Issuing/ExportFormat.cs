namespace Mim.Core.Issuing;

public enum ExportFormat
{
    Pem,
    Der,
    Pkcs7,
    Pfx,

    /// <summary>Java's own keystore with certificates to trust; no keys.</summary>
    Jks,
}
