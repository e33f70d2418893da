using System.Security.Cryptography;
using System.Text;
using Mim.Core.Issuing;

namespace Mim.Ssh.Keys;

/// <summary>Public keys of other formats in the wire format of SSH (RFC 4253 section 6.6, RFC 5656 section 3.1).</summary>
internal static class PublicBlob
{
    /// <exception cref="SshFormatException">SSH has no such keys.</exception>
    public static byte[] Of(PublicKeyInfo key)
    {
        switch (key.Algorithm)
        {
            case PublicKeyInfo.Rsa:
                var (modulus, exponent) = key.ReadRsa();
                return OfRsa(modulus.Span, exponent.Span);
            case PublicKeyInfo.EllipticCurve:
                return OfPoint(SshCurves.Name(key.Curve), key.Key.Span);
            case PublicKeyInfo.Ed25519:
                return OfEd25519(key.Key.Span);
            default:
                throw new SshForeignKeyException($"its algorithm {key.Algorithm} is none of SSH's.");
        }
    }

    public static byte[] OfRsa(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent) =>
        new WireBuilder().Text("ssh-rsa"u8).Positive(exponent).Positive(modulus).Bytes;

    /// <exception cref="SshFormatException">SSH has no such curve.</exception>
    public static byte[] OfCurve(ECParameters key) => OfPoint(SshCurves.Name(key.Curve.Oid.Value), [0x04, .. key.Q.X!, .. key.Q.Y!]);

    public static byte[] OfDsa(params ReadOnlySpan<ReadOnlyMemory<byte>> numbers)
    {
        var blob = new WireBuilder().Text("ssh-dss"u8);
        foreach (var number in numbers)
        {
            blob.Positive(number.Span);
        }

        return blob.Bytes;
    }

    public static byte[] OfEd25519(ReadOnlySpan<byte> key) => new WireBuilder().Text("ssh-ed25519"u8).Text(key).Bytes;

    private static byte[] OfPoint(string curve, ReadOnlySpan<byte> point) => new WireBuilder()
        .Text(Encoding.ASCII.GetBytes($"ecdsa-sha2-{curve}"))
        .Text(Encoding.ASCII.GetBytes(curve))
        .Text(point)
        .Bytes;
}
