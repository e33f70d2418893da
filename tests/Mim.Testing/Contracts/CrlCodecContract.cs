using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mim.Core;
using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Testing.Certificates;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="ICrlCodec"/> promises.</summary>
public abstract class CrlCodecContract(ICrlCodec codec) : IDisposable
{
    private static readonly byte[] _issuer = new X500DistinguishedName("CN=Test Root").RawData;
    private readonly TestSigningKey _key = new();

    public void Dispose()
    {
        _key.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void What_is_written_is_read_from_der_and_from_pem()
    {
        var spec = Spec();
        var der = codec.Encode(spec, _key);
        foreach (var form in new[] { der, Encoding.ASCII.GetBytes(PemEncoding.WriteString("X509 CRL", der)) })
        {
            var facts = codec.Read(form);
            Assert.Equal(_issuer, facts.IssuerName);
            Assert.Equal(spec.Number, facts.Number);
            Assert.Equal(spec.ThisUpdate, facts.ThisUpdate);
            Assert.Equal(spec.NextUpdate, facts.NextUpdate);
            Assert.Equal(spec.AuthorityKeyIdentifier, facts.AuthorityKeyIdentifier);
            Assert.Equal(spec.Entries, facts.Entries);
        }
    }

    [Fact]
    public void The_base_library_reads_it()
    {
        var builder = CertificateRevocationListBuilder.Load(codec.Encode(Spec(), _key), out var number);
        Assert.Equal(7, (int)number);
        Assert.True(builder.RemoveEntry(Convert.FromHexString("0A01")));
        Assert.False(builder.RemoveEntry(Convert.FromHexString("0A09")));
    }

    [Fact]
    public void Damaged_lists_are_refused_and_do_no_harm()
    {
        var der = codec.Encode(Spec(), _key);
        var mutator = new Mutator(seed: 5280);
        for (var index = 0; index < 1000; index++)
        {
            var damaged = mutator.Mutate(der);
            if (Record.Exception(() => codec.Read(damaged)) is { } thrown)
            {
                Assert.Equal(MimErrorCause.InvalidRevocationList, Assert.IsType<MimException>(thrown).Cause);
            }
        }
    }

    private static CrlSpec Spec() => new()
    {
        IssuerName = _issuer,
        AuthorityKeyIdentifier = [1, 2, 3, 4],
        Number = 7,
        ThisUpdate = TestChain.Now,
        NextUpdate = TestChain.Now.AddDays(7),
        DistributionPoints = ["http://pki.corp.test/root.crl"],
        Entries =
        [
            new CrlEntry("0A01", TestChain.Now.AddDays(-2), RevocationReason.KeyCompromise, TestChain.Now.AddDays(-3)),
            new CrlEntry("0A02", TestChain.Now.AddDays(-1), RevocationReason.Superseded),
        ],
    };
}
