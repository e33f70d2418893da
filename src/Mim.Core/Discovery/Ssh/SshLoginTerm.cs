using System.Globalization;

namespace Mim.Core.Discovery.Ssh;

/// <summary>Until when a line of authorized_keys lets a key in: <c>expiry-time</c> (sshd(8), AUTHORIZED_KEYS FILE FORMAT).</summary>
internal static class SshLoginTerm
{
    // West of all others it is still the day before.
    private static readonly TimeSpan _latestZone = TimeSpan.FromHours(12);
    private static readonly string[] _forms = ["yyyyMMdd", "yyyyMMddHHmm", "yyyyMMddHHmmss"];

    /// <summary>The option by which the line has ended, as it is written; null when it has not, wherever the machine stands.</summary>
    public static string? ExpiredBy(IReadOnlyList<SshKeyOption> options, DateTimeOffset now)
    {
        // Of several the earliest counts.
        foreach (var option in options.Where(option => option.Name.Equals("expiry-time", StringComparison.OrdinalIgnoreCase)))
        {
            var isUtc = option.Value?.EndsWith('Z') == true;
            if (DateTime.TryParseExact(option.Value?.TrimEnd('Z'), _forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var end)
                && new DateTimeOffset(end, TimeSpan.Zero) + (isUtc ? TimeSpan.Zero : _latestZone) < now)
            {
                return option.ToString();
            }
        }

        return null;
    }
}
