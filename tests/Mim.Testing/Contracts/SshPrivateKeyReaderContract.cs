using System.Security.Cryptography;
using System.Text;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Pki.Keys;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="ISshPrivateKeyReader"/> promises.</summary>
public abstract class SshPrivateKeyReaderContract
{
    protected abstract ISshPrivateKeyReader Reader { get; }

    /// <summary>A key without a passphrase as OpenSSH keeps it.</summary>
    protected abstract byte[] OpenSshFile(KeyAlgorithm algorithm);

    [Fact]
    public void Pkcs8_is_taken_as_it_is()
    {
        using var key = new KeyFactory().Generate(KeyAlgorithm.Ed25519);
        using var pkcs8 = key.ExportPkcs8();
        using var read = Reader.ReadPkcs8(pkcs8.Memory);
        Assert.Equal(pkcs8.Memory.ToArray(), read.Memory.ToArray());
    }

    [Fact]
    public void Old_forms_are_read()
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Equal(rsa.ExportSubjectPublicKeyInfo(), PublicKeyIn(PemEncoding.WriteString("RSA PRIVATE KEY", rsa.ExportRSAPrivateKey())));
        Assert.Equal(curve.ExportSubjectPublicKeyInfo(), PublicKeyIn(PemEncoding.WriteString("EC PRIVATE KEY", curve.ExportECPrivateKey())));
    }

    [Theory]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.EcdsaP521)]
    [InlineData(KeyAlgorithm.Rsa2048)]
    public void Damage_is_refused_or_read_and_nothing_else(KeyAlgorithm algorithm)
    {
        var file = OpenSshFile(algorithm);
        var mutator = new Mutator(4251);
        for (var round = 0; round < 500; round++)
        {
            var text = Encoding.ASCII.GetString(file).Split('\n');
            var body = mutator.Mutate(Convert.FromBase64String(string.Concat(text[1..^2])));
            var damaged = Encoding.ASCII.GetBytes(PemEncoding.WriteString("OPENSSH PRIVATE KEY", body));
            var trouble = Record.Exception(() => Reader.ReadPkcs8(damaged).Dispose());
            Assert.True(trouble is null or MimException { Cause: MimErrorCause.InvalidKey }, $"{round}: {trouble}");
        }
    }

    [Fact]
    public void What_is_no_key_is_refused() => Assert.All(
        new byte[][] { [], [1, 2, 3], [.. "-----BEGIN OPENSSH PRIVATE KEY-----"u8], [.. "-----BEGIN RSA PRIVATE KEY-----"u8] },
        content => Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => Reader.ReadPkcs8(content)).Cause));

    private byte[] PublicKeyIn(string pem)
    {
        using var pkcs8 = Reader.ReadPkcs8(Encoding.ASCII.GetBytes(pem));
        using var key = new KeyFactory().Import(pkcs8.Span);
        return key.SubjectPublicKeyInfo.ToArray();
    }
}
