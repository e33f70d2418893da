using System.Globalization;
using System.Numerics;

namespace Mim.Ssh.Keys;

/// <summary>A public key as it travels (RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4, OpenSSH PROTOCOL.u2f).</summary>
/// <param name="Blob">The key in wire format.</param>
/// <param name="Type">Its name in the protocol.</param>
/// <param name="Algorithm">Its name here, for example <c>EcdsaP256</c> or <c>Rsa3072</c>; <c>Sk</c> at the end is a security key.</param>
/// <param name="Bits">Of the modulus, or the size of the curve.</param>
internal sealed record SshPublicKey(byte[] Blob, SshKeyType Type, string Algorithm, int Bits)
{
    private const int Ed25519Length = 32;
    private const int Ed448Length = 57;

    public string Fingerprint => SshFingerprint.Of(Blob);

    /// <summary>Reads a blob and checks that it is exactly one key of a known type.</summary>
    public static SshPublicKey Read(ReadOnlySpan<byte> blob)
    {
        var reader = new SshWireReader(blob);
        var type = SshKeyType.Find(reader.Text()) ?? throw new SshFormatException("its key type is unknown.");
        var bits = ReadFields(ref reader, type);
        reader.End();
        var algorithm = type.Family is SshKeyFamily.Rsa or SshKeyFamily.Dsa
            ? string.Create(CultureInfo.InvariantCulture, $"{type.Algorithm}{bits}")
            : type.Algorithm;
        return new SshPublicKey(blob.ToArray(), type, algorithm, bits);
    }

    /// <summary>Moves past what follows the name of the type in a key; gives its bits.</summary>
    public static int ReadFields(ref SshWireReader reader, SshKeyType type)
    {
        var bits = type.Family switch
        {
            SshKeyFamily.Ed25519 => Edwards(ref reader, Ed25519Length) * 8,
            SshKeyFamily.Ed448 => Edwards(ref reader, Ed448Length) * 8 - 8,
            SshKeyFamily.Ecdsa => Ecdsa(ref reader, type),
            SshKeyFamily.Rsa => BitLength(ref reader, skipped: 1),
            _ => Dsa(ref reader),
        };
        if (type.IsSecurityKey)
        {
            reader.Text();
        }

        return bits;
    }

    private static int Edwards(ref SshWireReader reader, int length) => reader.Text().Length == length
        ? length
        : throw new SshFormatException("a key of an Edwards curve has another length.");

    private static int Ecdsa(ref SshWireReader reader, SshKeyType type)
    {
        if (!reader.Text().SequenceEqual(type.Curve))
        {
            throw new SshFormatException("its curve is not the one of its type.");
        }

        var point = reader.Text();
        return point.Length == type.PointLength && point[0] == 0x04
            ? type.CurveBits
            : throw new SshFormatException("its point is not one of its curve.");
    }

    private static int Dsa(ref SshWireReader reader)
    {
        var bits = BitLength(ref reader, skipped: 0);
        for (var number = 0; number < 3; number++)
        {
            reader.Positive();
        }

        return bits;
    }

    private static int BitLength(ref SshWireReader reader, int skipped)
    {
        for (; skipped > 0; skipped--)
        {
            reader.Positive();
        }

        var number = reader.Positive();
        return number.IsEmpty ? 0 : (number.Length * 8) - (BitOperations.LeadingZeroCount(number[0]) - 24);
    }
}
