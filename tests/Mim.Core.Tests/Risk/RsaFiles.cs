using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mim.Testing;

namespace Mim.Core.Tests.Risk;

/// <summary>Files with RSA keys, as an import finds them.</summary>
internal static class RsaFiles
{
    public static BigInteger Number(byte[]? octets) => new(octets, isUnsigned: true, isBigEndian: true);

    /// <summary>A self-signed certificate, PEM.</summary>
    public static string Certificate(RSA key)
    {
        var request = new CertificateRequest("CN=legacy", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(Sample.Now, Sample.Now.AddDays(90));
        return certificate.ExportCertificatePem();
    }

    /// <summary>A line of authorized_keys with the exponent 65537.</summary>
    public static string SshKey(BigInteger modulus) =>
        $"ssh-rsa {Convert.ToBase64String([.. Text("ssh-rsa"u8), .. Text([1, 0, 1]), .. Text(modulus.ToByteArray(isBigEndian: true))])} somebody\n";

    private static byte[] Text(ReadOnlySpan<byte> text)
    {
        var result = new byte[sizeof(int) + text.Length];
        BinaryPrimitives.WriteInt32BigEndian(result, text.Length);
        text.CopyTo(result.AsSpan(sizeof(int)));
        return result;
    }
}
