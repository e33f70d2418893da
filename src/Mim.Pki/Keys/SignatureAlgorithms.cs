using System.Formats.Asn1;
using Mim.Core.Issuing;

namespace Mim.Pki.Keys;

/// <summary>The AlgorithmIdentifier each key signs with, encoded once.</summary>
internal static class SignatureAlgorithms
{
    private static readonly byte[] Ecdsa256 = Encode(Oids.EcdsaWithSha256, nullParameters: false);
    private static readonly byte[] Ecdsa384 = Encode(Oids.EcdsaWithSha384, nullParameters: false);
    private static readonly byte[] Ecdsa512 = Encode(Oids.EcdsaWithSha512, nullParameters: false);
    private static readonly byte[] Ed25519 = Encode(PublicKeyInfo.Ed25519, nullParameters: false);

    // RFC 4055 section 5 wants NULL parameters here, RFC 5758 section 3.2 and RFC 8410 section 3 want none there.
    private static readonly byte[] Rsa = Encode(Oids.Sha256WithRsa, nullParameters: true);

    public static ReadOnlySpan<byte> Of(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP256 => Ecdsa256,
        KeyAlgorithm.EcdsaP384 => Ecdsa384,
        KeyAlgorithm.EcdsaP521 => Ecdsa512,
        KeyAlgorithm.Ed25519 => Ed25519,
        KeyAlgorithm.Rsa2048 or KeyAlgorithm.Rsa3072 or KeyAlgorithm.Rsa4096 => Rsa,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    private static byte[] Encode(string oid, bool nullParameters) => Asn1Writing.Encode(writer =>
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (nullParameters)
            {
                writer.WriteNull();
            }
        }
    });
}
