using System.Numerics;

namespace Mim.Ssh.Keys;

/// <summary>A public key as it travels (RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4, OpenSSH PROTOCOL.u2f).</summary>
/// <param name="Blob">The key in wire format.</param>
/// <param name="Type">Its name in the protocol.</param>
/// <param name="Algorithm">Its name here, for example <c>EcdsaP256</c> or <c>Rsa3072</c>; <c>Sk</c> at the end is a security key.</param>
internal sealed record SshPublicKey(byte[] Blob, SshKeyType Type, string Algorithm)
{
    private const int Ed25519Length = 32;

    /// <summary>Reads a blob and checks that it is exactly one key of a known type.</summary>
    public static SshPublicKey Read(ReadOnlySpan<byte> blob)
    {
        var reader = new SshWireReader(blob);
        var type = SshKeyType.Find(reader.Text()) ?? throw new SshFormatException("its key type is unknown.");
        var algorithm = type.Family switch
        {
            SshKeyFamily.Ed25519 => Ed25519(ref reader, type),
            SshKeyFamily.Ecdsa => Ecdsa(ref reader, type),
            SshKeyFamily.Rsa => $"Rsa{BitLength(ref reader, skipped: 1)}",
            _ => Dsa(ref reader),
        };
        if (type.IsSecurityKey)
        {
            reader.Text();
        }

        reader.End();
        return new SshPublicKey(blob.ToArray(), type, algorithm);
    }

    private static string Ed25519(ref SshWireReader reader, SshKeyType type) => reader.Text().Length == Ed25519Length
        ? type.Algorithm
        : throw new SshFormatException("an Ed25519 key has another length.");

    private static string Ecdsa(ref SshWireReader reader, SshKeyType type)
    {
        if (!reader.Text().SequenceEqual(type.Curve))
        {
            throw new SshFormatException("its curve is not the one of its type.");
        }

        var point = reader.Text();
        return point.Length == type.PointLength && point[0] == 0x04
            ? type.Algorithm
            : throw new SshFormatException("its point is not one of its curve.");
    }

    private static string Dsa(ref SshWireReader reader)
    {
        var bits = BitLength(ref reader, skipped: 0);
        for (var number = 0; number < 3; number++)
        {
            reader.Positive();
        }

        return $"Dsa{bits}";
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
