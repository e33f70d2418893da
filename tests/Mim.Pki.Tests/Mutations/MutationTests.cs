using System.Formats.Asn1;
using System.Text;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Revocation;
using Mim.Core.Risk;
using Mim.Pki.Certificates;
using Mim.Pki.Credentials;
using Mim.Pki.Encryption;
using Mim.Pki.Paths;
using Mim.Pki.Revocation;
using Mim.Pki.Tests.Credentials;
using Mim.Pki.Tests.Paths;
using Mim.Testing;

namespace Mim.Pki.Tests.Mutations;

/// <summary>Damaged input of every format is an error or a success, and costs no more memory than it should.</summary>
public sealed class MutationTests : IDisposable
{
    private const long MostOctets = 20 << 20;

    private readonly TestChain _chain = new(changeIntermediate: spec => spec with
    {
        NameConstraints = new NameConstraints
        {
            Permitted = new SubjectNames { Dns = ["corp.test"], IPAddresses = ["10.0.0.0/8", "2001:db8::/32"] },
            Excluded = new SubjectNames { Dns = ["secret.corp.test"] },
        },
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void DamagedCertificates(int seed)
    {
        using var rsa = TestKeys.Get(KeyAlgorithm.Rsa2048);
        var reader = new CertificateReader();
        var authority = TestChain.Issue(TestChain.Spec("CN=R+O=x,C=NL", rsa, CertificateProfile.Authority, null), rsa);
        Run(12_500, seed, [_chain.Leaf.Der, _chain.Intermediate.Der, authority.Der], damaged =>
        {
            var facts = reader.Read(damaged);
            if (!facts.KeyAlgorithm.StartsWith("Rsa", StringComparison.Ordinal))
            {
                KeyHealth.Inspect(facts.SubjectPublicKeyInfo);
            }
        });
    }

    [Fact]
    public void DamagedPaths()
    {
        var list = CertificatePathValidatorTests.Crl(_chain.Intermediate, _chain.IntermediateKey);
        var request = CertificatePathValidatorTests.Request(_chain) with { HostName = "web01.corp.test", RevocationLists = [list] };
        var validator = new CertificatePathValidator();
        Run(2_000, 3, [_chain.Leaf.Der], damaged => validator.Validate(request with { Leaf = new CertificateReader().Read(damaged) }));
        Run(2_000, 4, [_chain.Intermediate.Der], damaged => validator.Validate(request with { Intermediates = [damaged] }));
    }

    [Fact]
    public void DamagedKeysInspected()
    {
        using var rsa = TestKeys.Get(KeyAlgorithm.Rsa2048);
        Run(1_000, 5, [rsa.SubjectPublicKeyInfo.ToArray()], damaged => KeyHealth.Inspect(damaged));
    }

    [Fact]
    public void DamagedRevocationLists()
    {
        var entries = Enumerable.Range(1, 5).Select(number => new CrlEntry(
            number.ToString("X4", null), TestChain.Start, RevocationReason.KeyCompromise, TestChain.Start));
        var der = new CrlCodec().Encode(
            CertificatePathValidatorTests.Spec(_chain.Root, [.. entries]) with { DistributionPoints = ["http://a.test/a.crl"] }, _chain.RootKey);
        Run(16_000, 6, [der, Encoding.ASCII.GetBytes(TestChain.Pem("X509 CRL", der))], damaged => new CrlCodec().Read(damaged));
    }

    [Fact]
    public void DamagedRequests()
    {
        var der = TestRequests.Write("CN=web01,O=Corp", _chain.LeafKey, "web01.corp.test");
        var reader = new CertificateReader();
        Run(14_000, 7, [der, Encoding.ASCII.GetBytes(TestChain.Pem("CERTIFICATE REQUEST", der))], damaged => reader.ReadRequest(damaged));
    }

    [Theory]
    [InlineData(false, 8)]
    [InlineData(true, 9)]
    public void DamagedPfx(bool legacy, int seed)
    {
        using var key = _chain.LeafKey.ExportPkcs8();
        using var password = Secrets.Of("secret");
        using var pfx = PfxWriter.Write(
            new ExportLayout { Legacy = legacy, FriendlyName = "a" }, _chain.Leaf.Der, [_chain.Leaf.Der, _chain.Intermediate.Der], key, password, rounds: 2, CancellationToken.None);
        var whole = pfx.Span.ToArray();
        Decode(7_000, seed, [whole, WithoutMac(whole), WithoutMac(whole)]);
    }

    [Fact]
    public void DamagedPem()
    {
        using var key = _chain.LeafKey.ExportPkcs8();
        using var password = Secrets.Of("secret");
        using var plain = new CredentialEncoder().Encode(new ExportLayout(), _chain.Leaf.Der, [_chain.Intermediate.Der], key, null, CancellationToken.None);
        var (algorithm, content) = PasswordEncryption.Encrypt(key.Span, password, rounds: 2, CancellationToken.None);
        var encrypted = TestChain.Pem("ENCRYPTED PRIVATE KEY", EncryptedPrivateKey.Write(algorithm, content));
        var pkcs7 = Pkcs7.Write([_chain.Leaf.Der, _chain.Root.Der]);
        Decode(16_000, 10,
        [
            plain.Span.ToArray(),
            Encoding.ASCII.GetBytes(encrypted + TestChain.Pem("CERTIFICATE", _chain.Leaf.Der)),
            Encoding.ASCII.GetBytes(encrypted.Replace(
                "-----BEGIN ENCRYPTED PRIVATE KEY-----", "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n",
                StringComparison.Ordinal).Replace("END ENCRYPTED PRIVATE KEY", "END EC PRIVATE KEY", StringComparison.Ordinal)),
            pkcs7,
            key.Span.ToArray(),
        ]);
    }

    public void Dispose() => _chain.Dispose();

    private static void Decode(int cases, int seed, byte[][] originals)
    {
        using var password = Secrets.Of("secret");
        var decoder = new CredentialDecoder(rounds: 20_000);
        Run(cases, seed, originals, damaged =>
        {
            foreach (var found in decoder.Decode(damaged, "damaged", password, CancellationToken.None) ?? [])
            {
                found.Dispose();
            }
        });
    }

    private static void Run(int cases, int seed, byte[][] originals, Action<byte[]> read)
    {
        var mutator = new Mutator(seed);
        for (var i = 0; i < cases; i++)
        {
            var damaged = mutator.Mutate(originals[i % originals.Length]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(damaged);
            }
            catch (MimException)
            {
                // The right answer to damage that matters.
            }
            catch (Exception exception)
            {
                Assert.Fail($"Case {i} of seed {seed} ({Convert.ToHexString(damaged)}): {exception}");
            }

            var octets = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(octets < MostOctets, $"Case {i} of seed {seed} took {octets} octets: {Convert.ToHexString(damaged)}");
        }
    }

    private static byte[] WithoutMac(byte[] pfx)
    {
        var sequence = new AsnReader(pfx, AsnEncodingRules.BER).ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(sequence.ReadEncodedValue().Span);
            writer.WriteEncodedValue(sequence.ReadEncodedValue().Span);
        }

        return writer.Encode();
    }
}
