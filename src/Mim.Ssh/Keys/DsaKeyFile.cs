using System.Formats.Asn1;

namespace Mim.Ssh.Keys;

/// <summary>A DSA private key as OpenSSL wrote it: version, p, q, g, y, x.</summary>
internal static class DsaKeyFile
{
    public static SshPublicKey Read(ReadOnlyMemory<byte> der)
    {
        var numbers = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        numbers.ReadIntegerBytes();
        return SshPublicKey.Read(PublicBlob.OfDsa(
            numbers.ReadIntegerBytes(), numbers.ReadIntegerBytes(), numbers.ReadIntegerBytes(), numbers.ReadIntegerBytes()));
    }
}
