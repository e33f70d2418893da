using Mim.Core.Issuing;

namespace Mim.Core.Risk;

/// <summary>Finds keys that are weak by their size, their form, the way they were made, or the time they are to last.</summary>
public static class KeyHealth
{
    private const int SmallestCurve = 256;
    private const string NewCurveKey = "make a new key, EcdsaP256";

    /// <summary>What is wrong with a public key of any use: certificate, SSH, token. Empty when nothing is. Pure.</summary>
    /// <param name="subjectPublicKeyInfo">DER (RFC 5280 section 4.1.2.7).</param>
    /// <param name="usedUntil">When its use ends, as by the certificate; null when nobody knows.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: it cannot be read.</exception>
    public static IReadOnlyList<HealthFinding> Inspect(ReadOnlyMemory<byte> subjectPublicKeyInfo, DateTimeOffset? usedUntil = null)
    {
        var key = PublicKeyInfo.Read(subjectPublicKeyInfo);
        var description = KeyDescription.Of(key);
        return [.. Inspect(key, description), .. usedUntil is { } end ? QuantumRisk.Inspect(description, end) : []];
    }

    /// <summary>Refuses a key that nothing is issued for.</summary>
    /// <param name="holder">Whose key it is, for the message.</param>
    /// <param name="target">What the error names.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.WeakKey"/>, <see cref="MimErrorCause.InvalidKey"/>.</exception>
    internal static void Enforce(ReadOnlyMemory<byte> subjectPublicKeyInfo, string holder, string target)
    {
        if (Inspect(subjectPublicKeyInfo).FirstOrDefault(finding => finding.ForbidsIssuing) is { } weakness)
        {
            throw new MimException(
                MimErrorCause.WeakKey, $"The key of {holder} breaks rule {weakness.Rule}: {weakness.Detail}; {weakness.Advice}.", target);
        }
    }

    private static IEnumerable<HealthFinding> Inspect(PublicKeyInfo key, KeyDescription description) => description.Family switch
    {
        KeyFamily.Rsa => InspectRsa(key, description.Bits),
        KeyFamily.EllipticCurve => InspectCurve(key, description),
        KeyFamily.Dsa => [new("DsaKey", HealthSeverity.High, $"{description.Algorithm} is DSA, which is withdrawn (FIPS 186-5)", NewCurveKey)],
        KeyFamily.Edwards => InspectLength(key, description.Bits == 256 ? 32 : 57, "RFC 8410"),
        KeyFamily.ModuleLattice => InspectLength(key, description.Bits / 8, "RFC 9881"),
        _ => [new("AlgorithmUnknown", HealthSeverity.High, $"the key algorithm {key.Algorithm} is unknown", NewCurveKey)],
    };

    private static IEnumerable<HealthFinding> InspectRsa(PublicKeyInfo key, int bits)
    {
        var (modulus, exponent) = key.ReadRsa();
        return RsaChecks.Inspect(bits, modulus, exponent);
    }

    private static IEnumerable<HealthFinding> InspectCurve(PublicKeyInfo key, KeyDescription description)
    {
        if (description.Bits == 0)
        {
            yield return new("CurveUnknown", HealthSeverity.High, $"the curve {key.Curve ?? "is spelled out and"} is unknown", NewCurveKey);
            yield break;
        }

        if (description.Bits < SmallestCurve)
        {
            yield return new("CurveTooSmall", HealthSeverity.High, $"{description.Algorithm} is below 128 bits of strength", NewCurveKey);
        }

        if (CurveEquation.Find(key.Curve) is not { } curve)
        {
            yield return new("CurveUnusual", HealthSeverity.Low, $"few programs accept {description.Algorithm}", NewCurveKey);
        }
        else if (!curve.Holds(key.Key.Span))
        {
            yield return new(
                "PointNotOnCurve", HealthSeverity.Critical,
                $"the public key is not a point of {description.Algorithm}: the key is damaged or an attack",
                "find out who made it, and make a new key");
        }
    }

    private static IEnumerable<HealthFinding> InspectLength(PublicKeyInfo key, int length, string source)
    {
        if (key.Key.Length != length)
        {
            yield return new(
                "WrongLength", HealthSeverity.High, $"the public key has {key.Key.Length} octets, its algorithm has {length} ({source})", NewCurveKey);
        }
    }
}
