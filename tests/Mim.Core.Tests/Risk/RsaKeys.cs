using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Mim.Core.Issuing;

namespace Mim.Core.Tests.Risk;

/// <summary>Builds RSA public keys out of chosen numbers.</summary>
internal static class RsaKeys
{
    public static byte[] Encode(BigInteger modulus, BigInteger exponent)
    {
        var key = new AsnWriter(AsnEncodingRules.DER);
        using (key.PushSequence())
        {
            key.WriteInteger(modulus);
            key.WriteInteger(exponent);
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(PublicKeyInfo.Rsa);
                writer.WriteNull();
            }

            writer.WriteBitString(key.Encode());
        }

        return writer.Encode();
    }

    /// <summary>A modulus of 2048 bits with nothing wrong.</summary>
    public static BigInteger SoundModulus()
    {
        using var key = RSA.Create(2048);
        return new BigInteger(key.ExportParameters(false).Modulus, isUnsigned: true, isBigEndian: true);
    }

    /// <summary>The first prime from <paramref name="start"/> in steps.</summary>
    public static BigInteger NextPrime(BigInteger start, BigInteger step)
    {
        var candidate = start;
        while (!IsPrime(candidate))
        {
            candidate += step;
        }

        return candidate;
    }

    public static BigInteger Random(int bits)
    {
        var octets = RandomNumberGenerator.GetBytes(bits / 8);
        octets[0] |= 0xC0;
        return new BigInteger(octets, isUnsigned: true, isBigEndian: true) | 1;
    }

    private static bool IsPrime(BigInteger number)
    {
        int[] small = [3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97];
        return !number.IsEven && !small.Any(prime => (number % prime).IsZero)
            && BigInteger.ModPow(2, number - 1, number).IsOne;
    }
}
