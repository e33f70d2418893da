using System.Formats.Asn1;

namespace Mim.Core.Issuing;

/// <summary>A SubjectPublicKeyInfo taken apart (RFC 5280 section 4.1.2.7).</summary>
/// <param name="Algorithm">Object identifier of the key's algorithm.</param>
/// <param name="Parameters">DER of the algorithm's parameters; null when absent.</param>
/// <param name="Key">The subject public key: the bit string's octets.</param>
public sealed record PublicKeyInfo(string Algorithm, ReadOnlyMemory<byte>? Parameters, ReadOnlyMemory<byte> Key)
{
    public const string Rsa = "1.2.840.113549.1.1.1";
    public const string RsaPss = "1.2.840.113549.1.1.10";
    public const string EllipticCurve = "1.2.840.10045.2.1";
    public const string Dsa = "1.2.840.10040.4.1";
    public const string Ed25519 = "1.3.101.112";

    /// <summary>Object identifier of the named curve; null for other algorithms and for curves spelled out (RFC 5480 section 2.1.1).</summary>
    public string? Curve =>
        Algorithm == EllipticCurve && Parameters is { } der ? ObjectIdentifierIn(der) : null;

    /// <summary>Reads DER.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>.</exception>
    public static PublicKeyInfo Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER);
            var info = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            var algorithm = info.ReadSequence();
            var oid = algorithm.ReadObjectIdentifier();
            ReadOnlyMemory<byte>? parameters = algorithm.HasData ? algorithm.ReadEncodedValue() : null;
            algorithm.ThrowIfNotEmpty();
            var key = info.ReadBitString(out var unused);
            info.ThrowIfNotEmpty();
            return unused == 0
                ? new PublicKeyInfo(oid, parameters, key)
                : throw new MimException(MimErrorCause.InvalidKey, "The public key is not a whole number of octets.");
        }
        catch (AsnContentException exception)
        {
            throw new MimException(MimErrorCause.InvalidKey, "The public key is not a SubjectPublicKeyInfo.", inner: exception);
        }
    }

    /// <summary>Modulus and exponent of an RSA key: big-endian, without leading zero octets.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>.</exception>
    public (ReadOnlyMemory<byte> Modulus, ReadOnlyMemory<byte> Exponent) ReadRsa()
    {
        try
        {
            var outer = new AsnReader(Key, AsnEncodingRules.DER);
            var numbers = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            var modulus = numbers.ReadIntegerBytes();
            var exponent = numbers.ReadIntegerBytes();
            numbers.ThrowIfNotEmpty();
            return (Unsigned(modulus), Unsigned(exponent));
        }
        catch (AsnContentException exception)
        {
            throw new MimException(MimErrorCause.InvalidKey, "The RSA public key is not a modulus and an exponent.", inner: exception);
        }
    }

    private static string? ObjectIdentifierIn(ReadOnlyMemory<byte> der)
    {
        try
        {
            return AsnDecoder.ReadObjectIdentifier(der.Span, AsnEncodingRules.DER, out _);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> Unsigned(ReadOnlyMemory<byte> integer)
    {
        if ((integer.Span[0] & 0x80) != 0)
        {
            throw new MimException(MimErrorCause.InvalidKey, "The RSA public key has a negative number.");
        }

        return integer.Length > 1 && integer.Span[0] == 0 ? integer[1..] : integer;
    }
}
