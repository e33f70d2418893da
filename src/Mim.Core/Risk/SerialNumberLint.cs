namespace Mim.Core.Risk;

/// <summary>Serial numbers that break RFC 5280 section 4.1.2.2, or can be guessed.</summary>
internal static class SerialNumberLint
{
    private const string Advice = "have it issued again by an authority that draws serial numbers at random";

    // In hexadecimal digits: 64 random bits are the least of the Baseline Requirements (section 7.1), 20 octets the most.
    private const int ShortestRandom = 64 / 4;
    private const int Longest = 20 * 2;

    /// <param name="serialNumber">Upper-case hexadecimal without leading zero octets; a minus before negative ones.</param>
    public static IEnumerable<HealthFinding> Inspect(string serialNumber)
    {
        if (serialNumber is "00" or "" || serialNumber.StartsWith('-'))
        {
            yield return new(
                "SerialNumberNotPositive", HealthSeverity.Medium, "the serial number is zero or negative (RFC 5280 section 4.1.2.2)", Advice);
        }
        else if (serialNumber.Length < ShortestRandom)
        {
            yield return new(
                "SerialNumberShort", HealthSeverity.Low, "the serial number has fewer than 64 bits, so it may be no random one", Advice);
        }
        else if (serialNumber.Length > Longest || (serialNumber.Length == Longest && serialNumber[0] >= '8'))
        {
            yield return new(
                "SerialNumberLong", HealthSeverity.Medium, "the serial number takes more than 20 octets (RFC 5280 section 4.1.2.2)", Advice);
        }
    }
}
