using System.Collections.Frozen;
using System.Formats.Asn1;
using System.Numerics;
using Mim.Core.Issuing;

namespace Mim.Core.Risk;

/// <summary>Name and size of a public key.</summary>
/// <param name="Algorithm">For example <c>EcdsaP256</c>, <c>Rsa2048</c>, <c>Ed25519</c>; the object identifier when unknown.</param>
/// <param name="Bits">Of the modulus, the curve's order or, for ML-DSA, the whole public key; 0 when unknown.</param>
/// <param name="Family">What it rests on.</param>
public sealed record KeyDescription(string Algorithm, int Bits, KeyFamily Family)
{
    private static readonly FrozenDictionary<string, (string Name, int Bits)> Curves = new Dictionary<string, (string, int)>
    {
        ["1.2.840.10045.3.1.7"] = ("EcdsaP256", 256),
        ["1.3.132.0.34"] = ("EcdsaP384", 384),
        ["1.3.132.0.35"] = ("EcdsaP521", 521),
        ["1.2.840.10045.3.1.1"] = ("EcdsaP192", 192),
        ["1.3.132.0.33"] = ("EcdsaP224", 224),
        ["1.3.132.0.10"] = ("EcdsaSecp256k1", 256),
        ["1.3.36.3.3.2.8.1.1.7"] = ("EcdsaBrainpoolP256r1", 256),
        ["1.3.36.3.3.2.8.1.1.11"] = ("EcdsaBrainpoolP384r1", 384),
        ["1.3.36.3.3.2.8.1.1.13"] = ("EcdsaBrainpoolP512r1", 512),
    }.ToFrozenDictionary();

    /// <summary>Describes a DER SubjectPublicKeyInfo.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>.</exception>
    public static KeyDescription Read(ReadOnlyMemory<byte> subjectPublicKeyInfo) => Of(PublicKeyInfo.Read(subjectPublicKeyInfo));

    /// <inheritdoc cref="Read"/>
    public static KeyDescription Of(PublicKeyInfo key) => key.Algorithm switch
    {
        PublicKeyInfo.Rsa => OfRsa(key, "Rsa"),
        PublicKeyInfo.RsaPss => OfRsa(key, "RsaPss"),
        PublicKeyInfo.EllipticCurve => OfCurve(key),
        PublicKeyInfo.Dsa => OfDsa(key),
        PublicKeyInfo.Ed25519 => new KeyDescription("Ed25519", 256, KeyFamily.Edwards),
        "1.3.101.113" => new KeyDescription("Ed448", 448, KeyFamily.Edwards),
        "2.16.840.1.101.3.4.3.17" => OfModuleLattice("MlDsa44", 1312),
        "2.16.840.1.101.3.4.3.18" => OfModuleLattice("MlDsa65", 1952),
        "2.16.840.1.101.3.4.3.19" => OfModuleLattice("MlDsa87", 2592),
        var other => new KeyDescription(other, 0, KeyFamily.Unknown),
    };

    private static KeyDescription OfRsa(PublicKeyInfo key, string prefix)
    {
        var bits = BitLength(key.ReadRsa().Modulus.Span);
        return new KeyDescription($"{prefix}{bits}", bits, KeyFamily.Rsa);
    }

    private static KeyDescription OfCurve(PublicKeyInfo key)
    {
        if (key.Curve is { } oid && Curves.TryGetValue(oid, out var curve))
        {
            return new KeyDescription(curve.Name, curve.Bits, KeyFamily.EllipticCurve);
        }

        return new KeyDescription(key.Curve ?? key.Algorithm, 0, KeyFamily.EllipticCurve);
    }

    // Lengths of public keys in octets (FIPS 204 table 2).
    private static KeyDescription OfModuleLattice(string name, int octets) => new(name, octets * 8, KeyFamily.ModuleLattice);

    private static KeyDescription OfDsa(PublicKeyInfo key)
    {
        try
        {
            // Parameters may be inherited from the issuer (RFC 3279 section 2.3.2); then the size is not in the key.
            var bits = key.Parameters is { } der
                ? BitLength(new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadIntegerBytes().Span.TrimStart((byte)0))
                : 0;
            return new KeyDescription($"Dsa{bits}", bits, KeyFamily.Dsa);
        }
        catch (AsnContentException exception)
        {
            throw new MimException(MimErrorCause.InvalidKey, "The DSA public key has no readable parameters.", inner: exception);
        }
    }

    private static int BitLength(ReadOnlySpan<byte> number) =>
        number.IsEmpty ? 0 : (number.Length * 8) - (BitOperations.LeadingZeroCount(number[0]) - 24);
}
