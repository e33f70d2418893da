using System.Text;
using Mim.Core;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Ports;
using Mim.Pki.Keys;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="ISshCertificateEncoder"/> promises.</summary>
public abstract class SshCertificateEncoderContract
{
    protected abstract ISshCertificateEncoder Encoder { get; }

    /// <summary>Of the same house: writes public keys, and certificates as lines.</summary>
    protected abstract ISshKeyEncoder Keys { get; }

    /// <summary>Reads what was written.</summary>
    protected abstract ISshKeyReader Reader { get; }

    public static TheoryData<KeyAlgorithm> Algorithms => SshKeyEncoderContract.Algorithms;

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void What_is_written_is_read(KeyAlgorithm algorithm)
    {
        using var authority = new KeyFactory().Generate(algorithm);
        using var key = new KeyFactory().Generate(algorithm);
        var spec = Spec(Keys.EncodePublic(key.SubjectPublicKeyInfo));

        var line = Keys.FormatPublic(SshKeyFormat.OpenSsh, Encoder.Encode(spec, authority), "deploy@build");
        var sighting = Assert.Single(Reader.Read(Encoding.UTF8.GetBytes(line), role: null, isOutline: false));

        Assert.Equal((algorithm.ToString(), "deploy@build"), (sighting.KeyAlgorithm, sighting.Comment));
        Assert.Equal(spec.PublicKey.ToArray(), sighting.PublicKey);
        var facts = sighting.Certificate!;
        Assert.Equal((spec.IsForHost, spec.SerialNumber, spec.KeyId), (facts.IsForHost, facts.SerialNumber, facts.KeyId));
        Assert.Equal((spec.NotBefore, spec.NotAfter), (facts.NotBefore, facts.NotAfter));
        Assert.Equal(spec.Principals, facts.Principals);
        Assert.Equal(spec.CriticalOptions, facts.CriticalOptions);
        Assert.Equal(spec.Extensions, facts.Extensions);
        Assert.Equal(Keys.EncodePublic(authority.SubjectPublicKeyInfo), facts.AuthorityKey);
    }

    [Fact]
    public void No_two_certificates_are_the_same()
    {
        using var key = new KeyFactory().Generate(KeyAlgorithm.Ed25519);
        var spec = Spec(Keys.EncodePublic(key.SubjectPublicKeyInfo));
        Assert.NotEqual(Encoder.Encode(spec, key), Encoder.Encode(spec, key));
    }

    [Fact]
    public void What_is_no_key_is_not_certified()
    {
        using var key = new KeyFactory().Generate(KeyAlgorithm.Ed25519);
        Assert.All(
            new byte[][] { [], [1, 2, 3], [0, 0, 0, 3, .. "abc"u8] },
            blob => Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => Encoder.Encode(Spec(blob), key)).Cause));
    }

    private static SshCertificateSpec Spec(byte[] blob) => new()
    {
        PublicKey = blob,
        IsForHost = false,
        SerialNumber = ulong.MaxValue - 1,
        KeyId = "dèploy",
        Principals = ["deploy", "root"],
        NotBefore = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000),
        NotAfter = DateTimeOffset.FromUnixTimeSeconds(1_800_086_400),
        CriticalOptions = [new SshKeyOption("force-command", "true \"x\""), new SshKeyOption("source-address", "10.0.0.0/8")],
        Extensions = [new SshKeyOption("permit-pty", null)],
    };
}
