using System.Security.Cryptography;
using System.Text;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Pki.Keys;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="ISshKeyEncoder"/> promises.</summary>
public abstract class SshKeyEncoderContract
{
    public static TheoryData<KeyAlgorithm> Algorithms =>
        [KeyAlgorithm.Ed25519, KeyAlgorithm.EcdsaP256, KeyAlgorithm.EcdsaP384, KeyAlgorithm.EcdsaP521, KeyAlgorithm.Rsa2048];

    protected abstract ISshKeyEncoder Encoder { get; }

    /// <summary>Reads what the encoder wrote.</summary>
    protected abstract ISshPublicKeyReader PublicReader { get; }

    /// <inheritdoc cref="PublicReader"/>
    protected abstract ISshPrivateKeyReader PrivateReader { get; }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_key_comes_back_from_what_was_written(KeyAlgorithm algorithm)
    {
        using var key = new KeyFactory().Generate(algorithm);
        using var pkcs8 = key.ExportPkcs8();

        var blob = Encoder.EncodePublic(key.SubjectPublicKeyInfo);
        using var file = Encoder.EncodePrivate(blob, pkcs8, "deploy@build", passphrase: null, default);

        Assert.Equal(key.SubjectPublicKeyInfo.ToArray(), PublicReader.ReadSubjectPublicKeyInfo(blob));
        using var again = PrivateReader.ReadPkcs8(file.Memory);
        using var loaded = new KeyFactory().Import(again.Span);
        Assert.Equal(key.SubjectPublicKeyInfo.ToArray(), loaded.SubjectPublicKeyInfo.ToArray());
    }

    [Fact]
    public void A_passphrase_leaves_nothing_of_the_key_in_clear()
    {
        using var key = new KeyFactory().Generate(KeyAlgorithm.Ed25519);
        using var pkcs8 = key.ExportPkcs8();
        using var passphrase = KeyMaterial.CopyOf("a pass phrase"u8);

        using var file = Encoder.EncodePrivate(Encoder.EncodePublic(key.SubjectPublicKeyInfo), pkcs8, "x", passphrase, default);

        var body = Convert.FromBase64String(string.Concat(Encoding.ASCII.GetString(file.Span).Split('\n')[1..^2]));
        Assert.True(body.AsSpan().IndexOf(pkcs8.Span[^32..]) < 0);
        Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => PrivateReader.ReadPkcs8(file.Memory)).Cause);
    }

    [Fact]
    public void Stretching_a_passphrase_stops()
    {
        using var key = new KeyFactory().Generate(KeyAlgorithm.Ed25519);
        using var pkcs8 = key.ExportPkcs8();
        using var passphrase = KeyMaterial.CopyOf("a pass phrase"u8);
        var blob = Encoder.EncodePublic(key.SubjectPublicKeyInfo);
        Assert.Throws<OperationCanceledException>(() => Encoder.EncodePrivate(blob, pkcs8, "", passphrase, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Public_keys_are_text_in_both_formats()
    {
        using var key = new KeyFactory().Generate(KeyAlgorithm.Ed25519);
        var blob = Encoder.EncodePublic(key.SubjectPublicKeyInfo);

        Assert.Equal($"ssh-ed25519 {Convert.ToBase64String(blob)} deploy@build\n", Encoder.FormatPublic(SshKeyFormat.OpenSsh, blob, "deploy@build"));
        var block = Encoder.FormatPublic(SshKeyFormat.Rfc4716, blob, new string('ä', 100));
        Assert.All(block.Split('\n'), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 72));
    }

    [Fact]
    public void What_SSH_does_not_have_is_refused()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        var trouble = Assert.Throws<MimException>(() => Encoder.EncodePublic(curve.ExportSubjectPublicKeyInfo()));
        Assert.Equal(MimErrorCause.InvalidKey, trouble.Cause);
        Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => Encoder.EncodePublic(new byte[] { 1, 2, 3 })).Cause);
    }
}
