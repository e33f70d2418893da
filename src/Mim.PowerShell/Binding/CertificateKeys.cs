using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using Mim.Core.Sealing;

namespace Mim.PowerShell.Binding;

/// <summary>The private key of a certificate object.</summary>
internal static class CertificateKeys
{
    /// <summary>PKCS#8 DER; null when there is none, or none that may be exported.</summary>
    public static KeyMaterial? Pkcs8(X509Certificate2 certificate)
    {
        try
        {
            using AsymmetricAlgorithm? key = (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey();
            return key is null ? null : KeyMaterial.Take(key.ExportPkcs8PrivateKey());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
