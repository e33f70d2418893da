using System.Numerics;
using System.Security.Cryptography;

namespace Mim.Pki.Signatures;

/// <summary>
/// Checks Ed25519 signatures (RFC 8032 section 5.1.7). Its own arithmetic, because the portable library's verification can loop
/// on hostile input; speed and side channels do not matter where everything is public.
/// </summary>
internal static class Ed25519Verifier
{
    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", null);

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != 32 || signature.Length != 64)
        {
            return false;
        }

        var s = new BigInteger(signature[32..], isUnsigned: true);
        if (s >= Order || EdwardsPoint.Decode(publicKey) is not { } key || EdwardsPoint.Decode(signature[..32]) is not { } commitment)
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(signature[..32]);
        hash.AppendData(publicKey);
        hash.AppendData(message);
        var challenge = new BigInteger(hash.GetHashAndReset(), isUnsigned: true) % Order;
        return EdwardsPoint.Base.Multiply(s).Equals(commitment.Add(key.Multiply(challenge)));
    }
}
