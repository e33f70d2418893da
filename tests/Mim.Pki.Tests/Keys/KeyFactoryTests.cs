using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Risk;
using Mim.Pki.Keys;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Pki.Tests.Keys;

public class KeyFactoryTests
{
    private static readonly KeyFactory Factory = new();

    public static TheoryData<KeyAlgorithm> Algorithms() => [.. Enum.GetValues<KeyAlgorithm>()];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void ExportedKeyIsTheSameKey(KeyAlgorithm algorithm)
    {
        using var key = TestKeys.Get(algorithm);
        using var pkcs8 = key.ExportPkcs8();
        using var again = Factory.Import(pkcs8.Span);
        using var exported = again.ExportPkcs8();

        Assert.Equal((algorithm, algorithm), (key.Algorithm, again.Algorithm));
        Assert.Equal(key.SubjectPublicKeyInfo.ToArray(), again.SubjectPublicKeyInfo.ToArray());
        Assert.Equal(pkcs8.Span.ToArray(), exported.Span.ToArray());
        Assert.Equal(algorithm.ToString(), KeyDescription.Read(key.SubjectPublicKeyInfo).Algorithm);
        Assert.Equal(PublicKeyInfo.Read(key.SubjectPublicKeyInfo).Key.ToArray(), PublicKeyOf.Pkcs8(pkcs8.Span));
    }

    [Fact]
    public void KeysDiffer()
    {
        using var one = Factory.Generate(KeyAlgorithm.EcdsaP256);
        using var other = Factory.Generate(KeyAlgorithm.EcdsaP256);

        Assert.NotEqual(one.SubjectPublicKeyInfo.ToArray(), other.SubjectPublicKeyInfo.ToArray());
    }

    [Theory]
    [InlineData(KeyAlgorithm.EcdsaP256)]
    [InlineData(KeyAlgorithm.EcdsaP384)]
    [InlineData(KeyAlgorithm.EcdsaP521)]
    public void CurveKeysAreWhatThePlatformWrites(KeyAlgorithm algorithm)
    {
        using var key = Factory.Generate(algorithm);
        using var pkcs8 = key.ExportPkcs8();
        using var platform = ECDsa.Create();
        platform.ImportPkcs8PrivateKey(pkcs8.Span, out _);

        Assert.Equal(platform.ExportPkcs8PrivateKey(), pkcs8.Span.ToArray());
        Assert.Equal(platform.ExportSubjectPublicKeyInfo(), key.SubjectPublicKeyInfo.ToArray());
    }

    [RequiresProgramTheory("openssl")]
    [MemberData(nameof(Algorithms))]
    public void OpenSslVerifiesSignatures(KeyAlgorithm algorithm)
    {
        using var folder = new TemporaryFolder();
        using var key = TestKeys.Get(algorithm);
        using var pkcs8 = key.ExportPkcs8();
        File.WriteAllBytes(folder["data"], RandomNumberGenerator.GetBytes(1000));
        File.WriteAllBytes(folder["signature"], key.Sign(File.ReadAllBytes(folder["data"])));
        File.WriteAllText(folder["key.pem"], TestChain.Pem("PRIVATE KEY", pkcs8.Span.ToArray()));
        string[] digest = algorithm switch
        {
            KeyAlgorithm.Ed25519 => ["-rawin"],
            KeyAlgorithm.EcdsaP384 => ["-rawin", "-digest", "sha384"],
            KeyAlgorithm.EcdsaP521 => ["-rawin", "-digest", "sha512"],
            _ => ["-rawin", "-digest", "sha256"],
        };

        ProgramRunner.Run("openssl", "pkey", "-in", folder["key.pem"], "-check", "-noout").Succeeded();
        ProgramRunner.Run(
            "openssl", ["pkeyutl", "-verify", "-inkey", folder["key.pem"], .. digest, "-in", folder["data"], "-sigfile", folder["signature"]]).Succeeded();
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("3000")]
    [InlineData("302E020100300506032B6571042204200000000000000000000000000000000000000000000000000000000000000000")]
    public void OtherInputIsInvalid(string hex) =>
        Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => Factory.Import(Convert.FromHexString(hex))).Cause);

    [Fact]
    public void OtherCurvesAndSizesAreInvalid()
    {
        using var curve = ECDsa.Create(ECCurve.CreateFromValue("1.3.132.0.10"));
        using var rsa = RSA.Create(1024);

        Assert.Contains("1.3.132.0.10", Assert.Throws<MimException>(() => Factory.Import(curve.ExportPkcs8PrivateKey())).Message, StringComparison.Ordinal);
        Assert.Contains("1024", Assert.Throws<MimException>(() => Factory.Import(rsa.ExportPkcs8PrivateKey())).Message, StringComparison.Ordinal);
    }
}
