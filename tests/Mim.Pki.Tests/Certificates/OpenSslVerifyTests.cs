using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Pki.Revocation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Pki.Tests.Certificates;

/// <summary>OpenSSL and GnuTLS judge chains of every algorithm and profile.</summary>
public class OpenSslVerifyTests
{
    public static TheoryData<KeyAlgorithm, CertificateProfile> Everything()
    {
        var data = new TheoryData<KeyAlgorithm, CertificateProfile>();
        foreach (var algorithm in Enum.GetValues<KeyAlgorithm>())
        {
            foreach (var profile in Enum.GetValues<CertificateProfile>().Where(one => one != CertificateProfile.Authority))
            {
                data.Add(algorithm, profile);
            }
        }

        return data;
    }

    [RequiresProgramTheory("openssl", "certtool")]
    [MemberData(nameof(Everything))]
    public void ChainSatisfiesOpenSslAndGnuTls(KeyAlgorithm algorithm, CertificateProfile profile)
    {
        using var chain = new TestChain(algorithm, profile);
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["root.pem"], TestChain.Pem("CERTIFICATE", chain.Root.Der));
        File.WriteAllText(folder["int.pem"], TestChain.Pem("CERTIFICATE", chain.Intermediate.Der));
        File.WriteAllText(folder["leaf.pem"], TestChain.Pem("CERTIFICATE", chain.Leaf.Der));
        File.WriteAllText(
            folder["chain.pem"], File.ReadAllText(folder["leaf.pem"]) + File.ReadAllText(folder["int.pem"]) + File.ReadAllText(folder["root.pem"]));

        File.WriteAllText(
            folder["crls.pem"],
            MakeCrl(chain.Root, chain.RootKey, chain.Intermediate) + MakeCrl(chain.Intermediate, chain.IntermediateKey, chain.Leaf));

        ProgramRunner.Run(
            "openssl", "verify", "-x509_strict", "-crl_check_all", "-CRLfile", folder["crls.pem"], "-CAfile", folder["root.pem"],
            "-untrusted", folder["int.pem"], folder["leaf.pem"]).Succeeded();
        ProgramRunner.Run(
            "certtool", "--verify", "--load-ca-certificate", folder["root.pem"], "--infile", folder["chain.pem"]).Succeeded();
    }

    // The list names the place that the certificate says it is at.
    private static string MakeCrl(CertificateFacts issuer, ISigningKey key, CertificateFacts subject) => TestChain.Pem("X509 CRL", new CrlCodec().Encode(
        new CrlSpec
        {
            IssuerName = issuer.SubjectName,
            AuthorityKeyIdentifier = issuer.SubjectKeyIdentifier!,
            Number = 1,
            ThisUpdate = TestChain.Start,
            NextUpdate = TestChain.Now.AddDays(7),
            DistributionPoints = [subject.CrlUrls[0]],
            Entries = [new CrlEntry("0102", TestChain.Start, RevocationReason.Superseded)],
        },
        key));
}
