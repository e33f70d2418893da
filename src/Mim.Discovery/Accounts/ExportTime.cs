using System.Globalization;

namespace Mim.Discovery.Accounts;

/// <summary>Times as exports write them (RFC 3339).</summary>
internal static class ExportTime
{
    /// <param name="name">Of the field.</param>
    /// <param name="text">Null for none.</param>
    /// <exception cref="FormatException">It is no time.</exception>
    public static DateTimeOffset? Parse(string name, string? text)
    {
        if (text is null)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time.Year == 1 ? null : time
            : throw new FormatException($"{name} is no time");
    }
}
