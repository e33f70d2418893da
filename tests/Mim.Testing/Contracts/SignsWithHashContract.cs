using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="ISignsWithHash"/> promises.</summary>
public abstract class SignsWithHashContract(IKeyFactory factory)
{
    public static TheoryData<string> Hashes => ["SHA256", "SHA384", "SHA512"];

    [Theory]
    [MemberData(nameof(Hashes))]
    public void The_base_library_verifies_a_signature_with_the_hash_that_was_asked_for(string name)
    {
        var hash = new HashAlgorithmName(name);
        using var key = factory.Generate(KeyAlgorithm.Rsa2048);
        var signature = Assert.IsAssignableFrom<ISignsWithHash>(key).Sign("data"u8, hash);
        using var verifier = RSA.Create();
        verifier.ImportSubjectPublicKeyInfo(key.SubjectPublicKeyInfo.Span, out _);
        Assert.True(verifier.VerifyData("data"u8, signature, hash, RSASignaturePadding.Pkcs1));
    }
}
