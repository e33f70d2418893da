using System.Text;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Revocation;
using Mim.Pki.Certificates;
using Mim.Pki.Revocation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Pki.Tests.Revocation;

public class CrlCodecTests
{
    private static readonly CrlCodec Codec = new();

    private static readonly CrlEntry[] Entries =
    [
        new("1A2B3C", TestChain.Now.AddDays(-1), RevocationReason.KeyCompromise, TestChain.Now.AddDays(-3)),
        new("FFEEDDCCBBAA99887766554433221100", TestChain.Now.AddDays(-2), RevocationReason.Unspecified),
        new("7F", TestChain.Now.AddDays(-2), RevocationReason.CessationOfOperation),
    ];

    public static TheoryData<KeyAlgorithm> Algorithms() => [.. Enum.GetValues<KeyAlgorithm>()];

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        using var chain = new TestChain();

        var facts = Codec.Read(Codec.Encode(Spec(chain.Root, Entries) with { Number = 42 }, chain.RootKey));

        Assert.Equal(Entries, facts.Entries);
        Assert.Equal(42, facts.Number);
        Assert.Equal(chain.Root.Subject, facts.Issuer);
        Assert.Equal(chain.Root.SubjectName, facts.IssuerName);
        Assert.Equal(chain.Root.SubjectKeyIdentifier, facts.AuthorityKeyIdentifier);
        Assert.Equal((TestChain.Start, TestChain.Now.AddDays(7)), (facts.ThisUpdate, facts.NextUpdate!.Value));
        Assert.True(new CertificateReader().IsSignedBy(facts.Der, chain.Root.SubjectPublicKeyInfo));
        Assert.False(new CertificateReader().IsSignedBy(facts.Der, chain.Leaf.SubjectPublicKeyInfo));
    }

    [Fact]
    public void PemIsRead()
    {
        using var chain = new TestChain();
        var pem = TestChain.Pem("X509 CRL", Codec.Encode(Spec(chain.Root, Entries), chain.RootKey));

        Assert.Equal(3, Codec.Read(Encoding.ASCII.GetBytes(pem)).Entries.Count);
    }

    [Fact]
    public void MillionEntriesAreWrittenAndRead()
    {
        using var chain = new TestChain();
        var entries = Enumerable.Range(1, 1_000_000).Select(number => new CrlEntry(number.ToString("X8", null), TestChain.Start, RevocationReason.Superseded));

        var facts = Codec.Read(Codec.Encode(Spec(chain.Root, entries), chain.RootKey));

        Assert.Equal(1_000_000, facts.Entries.Count);
        Assert.Equal("0F4240", facts.Entries[^1].SerialNumber);
    }

    [Fact]
    public void RemoveFromCrlIsRefused()
    {
        using var chain = new TestChain();
        var spec = Spec(chain.Root, [new CrlEntry("01", TestChain.Start, RevocationReason.RemoveFromCrl)]);

        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => Codec.Encode(spec, chain.RootKey)).Cause);
    }

    [Theory]
    [InlineData("")]
    [InlineData("xyz")]
    [InlineData("123")]
    public void BadSerialNumberIsNamed(string serial)
    {
        using var chain = new TestChain();
        var spec = Spec(chain.Root, [new CrlEntry(serial, TestChain.Start, RevocationReason.Superseded)]);

        Assert.Equal(serial, Assert.Throws<MimException>(() => Codec.Encode(spec, chain.RootKey)).Subject);
    }

    [RequiresProgramTheory("openssl")]
    [MemberData(nameof(Algorithms))]
    public void OpenSslVerifiesAndPrintsTheSame(KeyAlgorithm algorithm)
    {
        using var chain = new TestChain(algorithm);
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["root.pem"], TestChain.Pem("CERTIFICATE", chain.Root.Der));
        var spec = Spec(chain.Root, Entries) with { Number = 4242, DistributionPoints = ["http://pki.corp.test/root.crl"] };
        File.WriteAllBytes(folder["root.crl"], Codec.Encode(spec, chain.RootKey));

        var result = ProgramRunner.Run(
            "openssl", "crl", "-inform", "DER", "-in", folder["root.crl"], "-CAfile", folder["root.pem"], "-noout", "-text").Succeeded();

        Assert.Contains("verify OK", result.Output + result.Error, StringComparison.Ordinal);
        foreach (var line in new[]
        {
            "Version 2 (0x1)", "X509v3 Issuing Distribution Point: critical", "URI:http://pki.corp.test/root.crl", "4242",
            "Serial Number: 1A2B3C", "Key Compromise", "Invalidity Date", "Serial Number: FFEEDDCCBBAA99887766554433221100",
            "Cessation Of Operation",
        })
        {
            Assert.Contains(line, result.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Unspecified", result.Output, StringComparison.Ordinal);
    }

    [RequiresProgramFact("openssl")]
    public void OpenSslReadsAnEmptyList()
    {
        using var chain = new TestChain();
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["empty.crl"], Codec.Encode(Spec(chain.Root, []), chain.RootKey));

        var result = ProgramRunner.Run("openssl", "crl", "-inform", "DER", "-in", folder["empty.crl"], "-noout", "-text").Succeeded();

        Assert.Contains("No Revoked Certificates", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Issuing Distribution Point", result.Output, StringComparison.Ordinal);
        Assert.Empty(Codec.Read(File.ReadAllBytes(folder["empty.crl"])).Entries);
    }

    private static CrlSpec Spec(CertificateFacts issuer, IEnumerable<CrlEntry> entries) => new()
    {
        IssuerName = issuer.SubjectName,
        AuthorityKeyIdentifier = issuer.SubjectKeyIdentifier!,
        Number = 1,
        ThisUpdate = TestChain.Start,
        NextUpdate = TestChain.Now.AddDays(7),
        Entries = entries,
    };
}
