using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IKeyFactory"/> promises.</summary>
public abstract class KeyFactoryContract(IKeyFactory factory)
{
    /// <summary>Larger RSA keys take seconds to make and tell nothing more.</summary>
    public static TheoryData<KeyAlgorithm> Algorithms =>
        [KeyAlgorithm.EcdsaP256, KeyAlgorithm.EcdsaP384, KeyAlgorithm.EcdsaP521, KeyAlgorithm.Rsa2048, KeyAlgorithm.Ed25519];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_key_comes_back_from_its_pkcs8(KeyAlgorithm algorithm)
    {
        using var key = factory.Generate(algorithm);
        Assert.Equal(algorithm, key.Algorithm);
        using var pkcs8 = key.ExportPkcs8();
        using var again = factory.Import(pkcs8.Span);
        Assert.Equal(algorithm, again.Algorithm);
        Assert.True(again.SubjectPublicKeyInfo.Span.SequenceEqual(key.SubjectPublicKeyInfo.Span));
    }

    [Fact]
    public void No_two_keys_are_the_same()
    {
        using var one = factory.Generate(KeyAlgorithm.EcdsaP256);
        using var other = factory.Generate(KeyAlgorithm.EcdsaP256);
        Assert.False(one.SubjectPublicKeyInfo.Span.SequenceEqual(other.SubjectPublicKeyInfo.Span));
    }

    [Fact]
    public void Keys_of_the_base_library_are_loaded()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var loaded = factory.Import(key.ExportPkcs8PrivateKey());
        Assert.Equal(KeyAlgorithm.EcdsaP384, loaded.Algorithm);
        Assert.Equal(key.ExportSubjectPublicKeyInfo(), loaded.SubjectPublicKeyInfo.ToArray());
    }

    [Fact]
    public void Damaged_keys_are_refused_and_do_no_harm()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pkcs8 = key.ExportPkcs8PrivateKey();
        var mutator = new Mutator(seed: 5958);
        Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => factory.Import([])).Cause);
        for (var index = 0; index < 1000; index++)
        {
            var damaged = mutator.Mutate(pkcs8);
            if (Record.Exception(() => factory.Import(damaged).Dispose()) is { } thrown)
            {
                Assert.Equal(MimErrorCause.InvalidKey, Assert.IsType<MimException>(thrown).Cause);
            }
        }
    }
}
