using System.Numerics;

namespace Mim.Core.Risk;

/// <summary>Rules for RSA keys.</summary>
internal static class RsaChecks
{
    public const int SmallestBits = 2048;
    public const int LargestBits = 16384;

    private const int SmallestExponent = 65537;

    public static void InspectExponent(BigInteger exponent, List<KeyFinding> findings)
    {
        if (exponent.IsEven || exponent.IsOne)
        {
            findings.Add(new KeyFinding(
                "RsaExponentInvalid", IsFatal: true, "The RSA exponent is even or one, so the key does not work; make a new key."));
        }
        else if (exponent < SmallestExponent)
        {
            findings.Add(new KeyFinding(
                "RsaExponentTiny", IsFatal: true, $"The RSA exponent is {exponent}; at least 65537 is wanted (NIST SP 800-56B)."));
        }
        else if (exponent.GetBitLength() > 256)
        {
            findings.Add(new KeyFinding(
                "RsaExponentHuge", IsFatal: false, "The RSA exponent has over 256 bits; many programs refuse it (NIST SP 800-56B)."));
        }
    }

    public static void InspectModulus(BigInteger modulus, List<KeyFinding> findings)
    {
        if (modulus.IsEven)
        {
            findings.Add(new KeyFinding("RsaModulusEven", IsFatal: true, "The RSA modulus is even: anyone can factor it."));
            return;
        }

        if (SmallPrimes.FactorOf(modulus) is { } factor)
        {
            findings.Add(new KeyFinding("RsaSmallFactor", IsFatal: true, $"The RSA modulus can be divided by {factor}: anyone can factor it."));
            return;
        }

        if (RocaCheck.IsVulnerable(modulus))
        {
            findings.Add(new KeyFinding(
                "RsaRoca", IsFatal: true,
                "The RSA key carries the mark of the flawed Infineon library (ROCA, CVE-2017-15361) and can be factored; make a key elsewhere."));
        }

        if (FermatCheck.HasClosePrimes(modulus))
        {
            findings.Add(new KeyFinding(
                "RsaClosePrimes", IsFatal: true,
                "The primes of the RSA key lie so close together that Fermat's method factors it (CVE-2022-26320); make a new key."));
        }
    }
}
