using System.Security.Cryptography;
using System.Text;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Pki.Certificates;

namespace Mim.Pki.Tests;

/// <summary>A root, an intermediate and a leaf of one algorithm, all made by the code under test.</summary>
internal sealed class TestChain : IDisposable
{
    /// <summary>When the chain is judged: the real time, since GnuTLS takes no other. Whole seconds.</summary>
    public static readonly DateTimeOffset Now =
        DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    public static readonly DateTimeOffset Start = Now.AddDays(-10);

    private static readonly CertificateReader Reader = new();

    public TestChain(
        KeyAlgorithm algorithm = KeyAlgorithm.EcdsaP256,
        CertificateProfile profile = CertificateProfile.Server,
        Func<CertificateSpec, CertificateSpec>? changeLeaf = null,
        Func<CertificateSpec, CertificateSpec>? changeIntermediate = null)
    {
        RootKey = TestKeys.Get(algorithm, 0);
        IntermediateKey = TestKeys.Get(algorithm, 1);
        LeafKey = TestKeys.Get(algorithm, 2);
        var root = Spec("CN=Test Root,O=Corp,C=NL", RootKey, CertificateProfile.Authority, null);

        // OpenSSL checks the root against its own list too, and a list that names its place only fits where that place is named.
        Root = Issue(root with { CrlUrls = ["http://pki.corp.test/root.crl"] }, RootKey);
        var intermediate = Spec("CN=Test Issuing,O=Corp,C=NL", IntermediateKey, CertificateProfile.Authority, Root) with
        {
            PathLength = 0,
            CrlUrls = ["http://pki.corp.test/root.crl"],
        };
        Intermediate = Issue(changeIntermediate?.Invoke(intermediate) ?? intermediate, RootKey);
        var leaf = Spec("CN=web01.corp.test,O=Corp", LeafKey, profile, Intermediate) with
        {
            NotAfter = Start.AddDays(90),
            Names = new SubjectNames
            {
                Dns = ["web01.corp.test", "*.apps.corp.test"],
                IPAddresses = ["10.1.2.3", "2001:db8::1"],
                Uris = ["spiffe://corp.test/web"],
                Emails = ["ops@corp.test"],
            },
            CrlUrls = ["http://pki.corp.test/issuing.crl", "http://pki2.corp.test/issuing.crl"],
            OcspUrls = ["http://ocsp.corp.test"],
            IssuerUrls = ["http://pki.corp.test/issuing.cer"],
        };
        Leaf = Issue(changeLeaf?.Invoke(leaf) ?? leaf, IntermediateKey);
    }

    public IPrivateKey RootKey { get; }

    public IPrivateKey IntermediateKey { get; }

    public IPrivateKey LeafKey { get; }

    public CertificateFacts Root { get; }

    public CertificateFacts Intermediate { get; }

    public CertificateFacts Leaf { get; }

    public static CertificateFacts Issue(CertificateSpec spec, ISigningKey issuer) =>
        Reader.Read(new CertificateEncoder().Encode(spec, issuer));

    public static CertificateSpec Spec(string subject, ISigningKey key, CertificateProfile profile, CertificateFacts? issuer) => new()
    {
        SerialNumber = RandomNumberGenerator.GetBytes(16),
        Subject = subject,
        IssuerName = issuer?.SubjectName,
        AuthorityKeyIdentifier = issuer?.SubjectKeyIdentifier,
        NotBefore = Start,
        NotAfter = Start.AddYears(10),
        SubjectPublicKeyInfo = key.SubjectPublicKeyInfo,
        Profile = profile,
    };

    public static string Pem(string label, byte[] der) =>
        new StringBuilder().Append(PemEncoding.Write(label, der)).Append('\n').ToString();

    public void Dispose()
    {
        RootKey.Dispose();
        IntermediateKey.Dispose();
        LeafKey.Dispose();
    }
}
