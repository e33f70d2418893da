using System.Numerics;

namespace Mim.Core.Risk;

/// <summary>Rules for RSA keys.</summary>
internal static class RsaChecks
{
    public const int LargestBits = 16384;
    public const string NewKey = "make a new key, EcdsaP256 or Rsa3072";

    private const int SmallestBits = 2048;
    private const int BrokenBits = 1024;
    private const int SmallestExponent = 65537;
    private const int LargestExponentBits = 256;

    public static IEnumerable<HealthFinding> Inspect(int bits, ReadOnlyMemory<byte> modulus, ReadOnlyMemory<byte> exponent)
    {
        // The checks below would take minutes on a modulus of megabytes.
        if (bits > LargestBits)
        {
            return [new("RsaTooLong", HealthSeverity.High, $"the RSA key has {bits} bits, nothing accepts more than {LargestBits}", NewKey)];
        }

        return [.. InspectLength(bits), .. InspectExponent(Number(exponent)), .. InspectModulus(Number(modulus))];
    }

    private static IEnumerable<HealthFinding> InspectLength(int bits)
    {
        if (bits < SmallestBits)
        {
            // 829 bits were factored in public (RSA-250, 2020); 1024 take a state, not a crowd.
            var severity = bits < BrokenBits ? HealthSeverity.Critical : HealthSeverity.High;
            yield return new("RsaTooShort", severity, $"the RSA key has {bits} bits, {SmallestBits} is the least (NIST SP 800-131A)", NewKey);
        }
    }

    private static IEnumerable<HealthFinding> InspectExponent(BigInteger exponent)
    {
        if (exponent.IsEven || exponent.IsOne)
        {
            yield return new(
                "RsaExponentInvalid", HealthSeverity.Critical, "the RSA exponent is even or one, so the key protects nothing", NewKey);
        }
        else if (exponent < SmallestExponent)
        {
            yield return new(
                "RsaExponentTiny", HealthSeverity.High, $"the RSA exponent is {exponent}, {SmallestExponent} is the least (NIST SP 800-56B)", NewKey);
        }
        else if (exponent.GetBitLength() > LargestExponentBits)
        {
            yield return new(
                "RsaExponentHuge", HealthSeverity.Low, $"the RSA exponent has over {LargestExponentBits} bits, which many programs refuse (NIST SP 800-56B)", NewKey);
        }
    }

    private static IEnumerable<HealthFinding> InspectModulus(BigInteger modulus)
    {
        if (modulus.IsEven)
        {
            yield return new("RsaModulusEven", HealthSeverity.Critical, "the RSA modulus is even: anyone can factor it", NewKey);
            yield break;
        }

        if (SmallPrimes.FactorOf(modulus) is { } factor)
        {
            yield return new("RsaSmallFactor", HealthSeverity.Critical, $"the RSA modulus can be divided by {factor}: anyone can factor it", NewKey);
            yield break;
        }

        if (RocaCheck.IsVulnerable(modulus))
        {
            yield return new(
                "RsaRoca", HealthSeverity.Critical,
                "the RSA key carries the mark of the flawed Infineon library and can be factored (ROCA, CVE-2017-15361)",
                "make the new key elsewhere: not on that card, token or TPM until its firmware is mended");
        }

        if (FermatCheck.HasClosePrimes(modulus))
        {
            yield return new(
                "RsaClosePrimes", HealthSeverity.Critical,
                "the primes of the RSA key lie so close together that Fermat's method factors it (CVE-2022-26320)",
                "make the new key with another program or device");
        }
    }

    private static BigInteger Number(ReadOnlyMemory<byte> octets) => new(octets.Span, isUnsigned: true, isBigEndian: true);
}
