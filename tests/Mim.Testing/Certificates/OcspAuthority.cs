using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mim.Testing.Programs;

namespace Mim.Testing.Certificates;

/// <summary>An authority with one certificate, whose OCSP responses OpenSSL makes.</summary>
public sealed class OcspAuthority : IDisposable
{
    private static readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow().AddDays(-1);

    private readonly TemporaryFolder _folder = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly CertificateRequest _request;

    public OcspAuthority()
    {
        _request = new CertificateRequest("CN=OCSP Test", _key, HashAlgorithmName.SHA256);
        _request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var own = _request.CreateSelfSigned(_start, _start.AddYears(5));
        Issuer = own.RawData;
        Write("issuer", own, _key);
        Certificate = Issue("leaf", "CN=web01.test", null);
        Issue("signer", "CN=Signer", "1.3.6.1.5.5.7.3.9");
        Issue("stranger", "CN=Stranger", "1.3.6.1.5.5.7.3.1");
        ProgramRunner.Run("openssl", "ocsp", "-issuer", _folder["issuer.pem"], "-cert", _folder["leaf.pem"], "-no_nonce", "-reqout", _folder["request"])
            .Succeeded();
    }

    /// <summary>DER.</summary>
    public byte[] Issuer { get; }

    /// <summary>DER.</summary>
    public byte[] Certificate { get; }

    /// <summary>A response: DER.</summary>
    /// <param name="entry">Line of the index without serial number and name, for example <c>V</c>; null for a certificate it does not have.</param>
    /// <param name="signer"><c>issuer</c>; <c>signer</c>, who may sign for it; <c>stranger</c>, who may not.</param>
    public byte[] Respond(string? entry, string signer = "issuer")
    {
        using var leaf = X509CertificateLoader.LoadCertificate(Certificate);
        var fields = entry?.Split(' ') ?? [];
        var end = leaf.NotAfter.ToUniversalTime().ToString("yyMMddHHmmss", CultureInfo.InvariantCulture);
        File.WriteAllText(
            _folder["index"], fields.Length == 0 ? "" : $"{fields[0]}\t{end}Z\t{string.Concat(fields.Skip(1))}\t{leaf.SerialNumber}\tunknown\t/CN=web01.test\n");
        ProgramRunner.Run(
            "openssl", "ocsp", "-index", _folder["index"], "-CA", _folder["issuer.pem"], "-rsigner", _folder[$"{signer}.pem"], "-rkey",
            _folder[$"{signer}.key"], "-reqin", _folder["request"], "-respout", _folder["response"], "-ndays", "7").Succeeded();
        return File.ReadAllBytes(_folder["response"]);
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private byte[] Issue(string file, string subject, string? purpose)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (purpose is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        }

        using var certificate = request.Create(
            _request.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), _start, _start.AddYears(1), RandomNumberGenerator.GetBytes(8));
        Write(file, certificate, key);
        return certificate.RawData;
    }

    private void Write(string file, X509Certificate2 certificate, ECDsa key)
    {
        File.WriteAllText(_folder[$"{file}.pem"], certificate.ExportCertificatePem() + "\n");
        File.WriteAllText(_folder[$"{file}.key"], key.ExportPkcs8PrivateKeyPem() + "\n");
    }
}
