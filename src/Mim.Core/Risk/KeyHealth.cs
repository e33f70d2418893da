using System.Numerics;
using Mim.Core.Issuing;

namespace Mim.Core.Risk;

/// <summary>Finds keys that are weak by their size, their form or the way they were made.</summary>
public static class KeyHealth
{
    private const int SmallestCurve = 256;

    /// <summary>What is wrong with a DER SubjectPublicKeyInfo; empty when nothing is.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: it cannot be read.</exception>
    public static IReadOnlyList<KeyFinding> Inspect(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        var key = PublicKeyInfo.Read(subjectPublicKeyInfo);
        var description = KeyDescription.Of(key);
        return description.Family switch
        {
            KeyFamily.Rsa => InspectRsa(key, description.Bits),
            KeyFamily.EllipticCurve => InspectCurve(key, description),
            KeyFamily.Dsa => [Fatal("DsaKey", "DSA keys are obsolete (FIPS 186-5); make an EcdsaP256 key.")],
            KeyFamily.Edwards => InspectEdwards(key, description.Bits),
            _ => [Fatal("AlgorithmUnknown", $"The key algorithm {key.Algorithm} is unknown; make an EcdsaP256 key.")],
        };
    }

    private static List<KeyFinding> InspectRsa(PublicKeyInfo key, int bits)
    {
        var (modulusOctets, exponentOctets) = key.ReadRsa();
        var findings = new List<KeyFinding>();
        if (bits > RsaChecks.LargestBits)
        {
            // The checks below would take minutes on a modulus of megabytes.
            findings.Add(Fatal("RsaTooLong", $"The RSA key has {bits} bits; nothing accepts more than {RsaChecks.LargestBits}."));
            return findings;
        }

        if (bits < RsaChecks.SmallestBits)
        {
            findings.Add(Fatal("RsaTooShort", $"The RSA key has {bits} bits; {RsaChecks.SmallestBits} is the least (NIST SP 800-131A)."));
        }

        RsaChecks.InspectExponent(new BigInteger(exponentOctets.Span, isUnsigned: true, isBigEndian: true), findings);
        RsaChecks.InspectModulus(new BigInteger(modulusOctets.Span, isUnsigned: true, isBigEndian: true), findings);
        return findings;
    }

    private static List<KeyFinding> InspectCurve(PublicKeyInfo key, KeyDescription description)
    {
        if (description.Bits == 0)
        {
            return [Fatal("CurveUnknown", $"The curve {key.Curve ?? "is spelled out and"} is unknown; make an EcdsaP256 key.")];
        }

        var findings = new List<KeyFinding>();
        if (description.Bits < SmallestCurve)
        {
            findings.Add(Fatal("CurveTooSmall", $"{description.Algorithm} is below 128 bits of strength; make an EcdsaP256 key."));
        }

        if (CurveEquation.Find(key.Curve) is not { } curve)
        {
            findings.Add(new KeyFinding("CurveUnusual", IsFatal: false, $"Few programs accept {description.Algorithm}."));
        }
        else if (!curve.Holds(key.Key.Span))
        {
            findings.Add(Fatal("PointNotOnCurve", $"The public key is not a point of {description.Algorithm}: the key is damaged or an attack."));
        }

        return findings;
    }

    private static KeyFinding[] InspectEdwards(PublicKeyInfo key, int bits) => key.Key.Length == (bits == 256 ? 32 : 57)
        ? []
        : [Fatal("WrongLength", $"The public key has {key.Key.Length} octets, which is not what its algorithm has (RFC 8410).")];

    private static KeyFinding Fatal(string rule, string detail) => new(rule, IsFatal: true, detail);
}
