using Mim.Core.Issuing;
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

        ProgramRunner.Run(
            "openssl", "verify", "-x509_strict", "-CAfile", folder["root.pem"], "-untrusted", folder["int.pem"], folder["leaf.pem"]).Succeeded();
        ProgramRunner.Run(
            "certtool", "--verify", "--load-ca-certificate", folder["root.pem"], "--infile", folder["chain.pem"]).Succeeded();
    }
}
