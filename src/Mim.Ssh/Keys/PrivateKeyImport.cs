using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Sealing;

namespace Mim.Ssh.Keys;

/// <summary>The private part of an openssh-key-v1 file as PKCS#8 (RFC 5958).</summary>
internal static class PrivateKeyImport
{
    private static readonly byte[] _edwardsPrefix =
        [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

    /// <param name="section">Not encrypted, and known to be whole.</param>
    /// <exception cref="SshFormatException">Keys of that type are not kept.</exception>
    /// <exception cref="CryptographicException">It is damaged.</exception>
    public static KeyMaterial ToPkcs8(ReadOnlySpan<byte> section)
    {
        var reader = new SshWireReader(section);
        reader.LongNumber();
        var type = SshKeyType.Find(reader.Text());
        return type switch
        {
            { IsSecurityKey: false, Family: SshKeyFamily.Ed25519 } => Edwards(ref reader),
            { IsSecurityKey: false, Family: SshKeyFamily.Ecdsa } => Curve(ref reader),
            { Family: SshKeyFamily.Rsa } => Rsa(ref reader),
            _ => throw new SshFormatException($"keys of type {type?.Algorithm ?? "unknown"} have no other form."),
        };
    }

    private static KeyMaterial Edwards(ref SshWireReader reader)
    {
        var publicLength = reader.Text().Length;
        var secret = reader.Text();
        if (secret.Length != publicLength + 32)
        {
            throw new SshFormatException("an Ed25519 key has another length.");
        }

        var pkcs8 = new KeyMaterial(_edwardsPrefix.Length + 32);
        _edwardsPrefix.CopyTo(pkcs8.Span);
        secret[..32].CopyTo(pkcs8.Span[_edwardsPrefix.Length..]);
        return pkcs8;
    }

    private static KeyMaterial Curve(ref SshWireReader reader)
    {
        var curve = ECCurve.CreateFromValue(SshCurves.ObjectIdentifier(Encoding.ASCII.GetString(reader.Text())));
        var point = reader.Text()[1..];
        var size = point.Length / 2;
        var secret = Sized(reader.Positive(), size);
        try
        {
            using var key = ECDsa.Create(new ECParameters
            {
                Curve = curve,
                Q = new ECPoint { X = point[..size].ToArray(), Y = point[size..].ToArray() },
                D = secret,
            });
            return KeyMaterial.Take(key.ExportPkcs8PrivateKey());
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    // The file has no exponents for the primes; they are computed as big numbers, of which the collector may leave copies.
    private static KeyMaterial Rsa(ref SshWireReader reader)
    {
        var modulus = reader.Positive().ToArray();
        var exponent = reader.Positive().ToArray();
        var half = (modulus.Length + 1) / 2;
        var secret = Sized(reader.Positive(), modulus.Length);
        var inverse = Sized(reader.Positive(), half);
        var (p, q) = (Sized(reader.Positive(), half), Sized(reader.Positive(), half));
        var parameters = new RSAParameters
        {
            Modulus = modulus,
            Exponent = exponent,
            D = secret,
            P = p,
            Q = q,
            DP = PrimeExponent(secret, p, half),
            DQ = PrimeExponent(secret, q, half),
            InverseQ = inverse,
        };
        try
        {
            using var key = RSA.Create(parameters);
            return KeyMaterial.Take(key.ExportPkcs8PrivateKey());
        }
        finally
        {
            foreach (var number in new[] { secret, inverse, p, q, parameters.DP, parameters.DQ })
            {
                CryptographicOperations.ZeroMemory(number);
            }
        }
    }

    private static byte[] PrimeExponent(byte[] secret, byte[] prime, int length)
    {
        var order = new BigInteger(prime, isUnsigned: true, isBigEndian: true) - 1;
        if (order.Sign <= 0)
        {
            throw new SshFormatException("a number is not prime.");
        }

        var exponent = BigInteger.Remainder(new BigInteger(secret, isUnsigned: true, isBigEndian: true), order);
        return Sized(exponent.ToByteArray(isUnsigned: true, isBigEndian: true), length);
    }

    private static byte[] Sized(ReadOnlySpan<byte> number, int length)
    {
        if (number.Length > length)
        {
            number = number.TrimStart((byte)0);
        }

        if (number.Length > length)
        {
            throw new SshFormatException("a number is too large for its key.");
        }

        var sized = new byte[length];
        number.CopyTo(sized.AsSpan(length - number.Length));
        return sized;
    }
}
