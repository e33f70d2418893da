using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mim.Testing.Certificates;

/// <summary>A root, an intermediate and as many leaves as a test asks for, made by the base library and not by the product.</summary>
public sealed class TestChain : IDisposable
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _intermediate;
    private int _serial;

    public TestChain()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = Request("CN=Test Root", rootKey, isAuthority: true);
        _root = root.CreateSelfSigned(_start, _start.AddYears(20));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = Request("CN=Test Intermediate", key, isAuthority: true)
            .Create(_root, _start, _start.AddYears(10), [0x01]);
        _intermediate = signed.CopyWithPrivateKey(key);
    }

    /// <summary>A time at which everything here is valid.</summary>
    public static DateTimeOffset Now => _start.AddDays(10);

    /// <summary>DER, the leaf's issuer first.</summary>
    public IReadOnlyList<byte[]> Issuers => [_intermediate.RawData, _root.RawData];

    /// <summary>A new key and its certificate, valid for 30 days from 2026-01-01.</summary>
    public TestLeaf Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var serial = BitConverter.GetBytes(++_serial + 0x01000000);
        using var certificate = Request($"CN={name}", key, isAuthority: false).Create(_intermediate, _start, _start.AddDays(30), serial);
        return new TestLeaf(certificate.RawData, key.ExportPkcs8PrivateKey());
    }

    public void Dispose()
    {
        _root.Dispose();
        _intermediate.Dispose();
    }

    private static CertificateRequest Request(string subject, ECDsa key, bool isAuthority)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }
}
