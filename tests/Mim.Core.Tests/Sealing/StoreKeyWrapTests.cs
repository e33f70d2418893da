using System.Security.Cryptography;
using Mim.Core.Sealing;

namespace Mim.Core.Tests.Sealing;

public class StoreKeyWrapTests
{
    private static readonly byte[] Context = "context"u8.ToArray();

    public static TheoryData<string> Algorithms => ["P-256", "P-384", "P-521", "RSA"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void WhatWasWrappedUnwraps(string algorithm)
    {
        using var recipient = Make(algorithm);
        using var storeKey = KeyMaterial.Random(32);

        var wrapped = StoreKeyWrap.Wrap(PublicKey(recipient), storeKey, Context);

        using var unwrapped = StoreKeyWrap.Unwrap(recipient, wrapped, Context);
        Assert.Equal(storeKey.Span.ToArray(), unwrapped?.Span.ToArray());
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void AnotherKeyOrContextDoesNotUnwrap(string algorithm)
    {
        using var recipient = Make(algorithm);
        using var other = Make(algorithm);
        using var storeKey = KeyMaterial.Random(32);
        var wrapped = StoreKeyWrap.Wrap(PublicKey(recipient), storeKey, Context);

        Assert.Null(StoreKeyWrap.Unwrap(other, wrapped, Context));
        Assert.Null(StoreKeyWrap.Unwrap(recipient, wrapped, "elsewhere"u8));
    }

    [Theory]
    [InlineData("P-256")]
    [InlineData("RSA")]
    public void NoChangedOctetAndNoCutUnwraps(string algorithm)
    {
        using var recipient = Make(algorithm);
        using var storeKey = KeyMaterial.Random(32);
        var wrapped = StoreKeyWrap.Wrap(PublicKey(recipient), storeKey, Context);

        for (var index = 0; index < wrapped.Length; index++)
        {
            var changed = (byte[])wrapped.Clone();
            changed[index] ^= 0x41;
            Assert.Null(StoreKeyWrap.Unwrap(recipient, changed, Context));
            Assert.Null(StoreKeyWrap.Unwrap(recipient, wrapped.AsSpan(0, index), Context));
        }
    }

    [Fact]
    public void AnEphemeralKeyOnAnotherCurveDoesNotUnwrap()
    {
        using var recipient = Make("P-256");
        using var other = Make("P-384");
        using var storeKey = KeyMaterial.Random(32);

        Assert.Null(StoreKeyWrap.Unwrap(recipient, StoreKeyWrap.Wrap(PublicKey(other), storeKey, Context), Context));
    }

    [Fact]
    public void AKeyThatCannotAgreeIsRefused()
    {
        using var storeKey = KeyMaterial.Random(32);

        var exception = Assert.Throws<MimException>(() => StoreKeyWrap.Wrap([0x30, 0x00], storeKey, Context));

        Assert.Equal(MimErrorCause.InvalidKey, exception.Cause);
    }

    private static AsymmetricAlgorithm Make(string algorithm) =>
        algorithm == "RSA" ? RSA.Create(2048) : ECDiffieHellman.Create(ECCurve.CreateFromFriendlyName(algorithm.Replace("P-", "nistP", StringComparison.Ordinal)));

    private static byte[] PublicKey(AsymmetricAlgorithm key) => key.ExportSubjectPublicKeyInfo();
}
