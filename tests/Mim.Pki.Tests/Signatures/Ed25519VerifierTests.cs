using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Pki.Signatures;

namespace Mim.Pki.Tests.Signatures;

public class Ed25519VerifierTests
{
    private static readonly byte[] Message = RandomNumberGenerator.GetBytes(100);

    [Fact]
    public void FirstVectorOfTheRfcHolds()
    {
        // RFC 8032 section 7.1, test 1: the empty message.
        var key = Convert.FromHexString("D75A980182B10AB7D54BFED3C964073A0EE172F3DAA62325AF021A68F707511A");
        var signature = Convert.FromHexString(
            "E5564300C360AC729086E2CC806E828A84877F1EB8E5D974D873E065224901555FB8821590A33BACC61E39701CF9B46BD25BF5F0595BBE24655141438E7A100B");

        Assert.True(Ed25519Verifier.Verify(key, [], signature));
        Assert.False(Ed25519Verifier.Verify(key, [0], signature));
    }

    [Fact]
    public void OwnSignaturesHoldAndChangedOnesDoNot()
    {
        for (var number = 0; number < 5; number++)
        {
            using var key = TestKeys.Get(KeyAlgorithm.Ed25519, number);
            var publicKey = key.SubjectPublicKeyInfo.Span[^32..];
            var signature = key.Sign(Message);

            Assert.True(Ed25519Verifier.Verify(publicKey, Message, signature));
            foreach (var at in new[] { 0, 31, 32, 63 })
            {
                var changed = signature.ToArray();
                changed[at] ^= 1;
                Assert.False(Ed25519Verifier.Verify(publicKey, Message, changed));
            }
        }
    }

    [Fact]
    public void SecondFormOfTheSameNumberIsRefused()
    {
        using var key = TestKeys.Get(KeyAlgorithm.Ed25519);
        var signature = key.Sign(Message);
        var order = System.Numerics.BigInteger.Pow(2, 252) + System.Numerics.BigInteger.Parse("27742317777372353535851937790883648493", null);
        var second = (new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true) + order).ToByteArray(isUnsigned: true);

        Assert.False(Ed25519Verifier.Verify(key.SubjectPublicKeyInfo.Span[^32..], Message, [.. signature[..32], .. second]));
    }

    [Fact]
    public void WrongLengthsAndNoPointsAreRefused()
    {
        using var key = TestKeys.Get(KeyAlgorithm.Ed25519);
        var signature = key.Sign(Message);
        var notReduced = Enumerable.Repeat((byte)0xFF, 32).ToArray();

        Assert.False(Ed25519Verifier.Verify(notReduced, Message, signature));
        Assert.False(Ed25519Verifier.Verify([1, 2, 3], Message, signature));
        Assert.False(Ed25519Verifier.Verify(key.SubjectPublicKeyInfo.Span[^32..], Message, signature.AsSpan(0, 63)));
    }
}
