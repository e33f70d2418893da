using System.Formats.Asn1;

namespace Mim.Core.Issuing;

/// <summary>Certificates back to back, as a version keeps an imported chain.</summary>
public static class DerSequence
{
    public static byte[] Join(IReadOnlyList<byte[]> certificates) => [.. certificates.SelectMany(certificate => certificate)];

    /// <exception cref="MimException"><see cref="MimErrorCause.StoreDamaged"/>.</exception>
    public static IReadOnlyList<byte[]> Split(ReadOnlyMemory<byte> joined)
    {
        var certificates = new List<byte[]>();
        while (!joined.IsEmpty)
        {
            if (!AsnDecoder.TryReadEncodedValue(joined.Span, AsnEncodingRules.DER, out _, out _, out _, out var length))
            {
                throw new MimException(MimErrorCause.StoreDamaged, "A stored chain is damaged.");
            }

            certificates.Add(joined[..length].ToArray());
            joined = joined[length..];
        }

        return certificates;
    }
}
