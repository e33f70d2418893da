using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Testing;

namespace Mim.Core.Tests.Risk;

/// <summary>Facts of a certificate with nothing wrong, to be spoilt by a test.</summary>
internal static class TestFacts
{
    public static CertificateFacts Sound { get; } = new()
    {
        Der = [],
        Subject = "CN=web01",
        Issuer = "CN=corp",
        SubjectName = [0x30, 1, 2],
        IssuerName = [0x30, 3, 4],
        SerialNumber = "0123456789ABCDEF0123456789ABCDEF",
        NotBefore = Sample.Now,
        NotAfter = Sample.Now.AddDays(90),
        SubjectPublicKeyInfo = NewKey(),
        KeyAlgorithm = "EcdsaP256",
        SignatureAlgorithm = "1.2.840.10045.4.3.2",
        Names = new SubjectNames { Dns = ["web01.corp.test"] },
        ExtendedKeyUsages = ["1.3.6.1.5.5.7.3.1"],
        AuthorityKeyIdentifier = [1],
        Fingerprint = Sample.Digest("x"),
        KeyFingerprint = Sample.Digest("y"),
    };

    private static byte[] NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfo();
    }
}
