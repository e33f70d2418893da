using Mim.Core.Discovery.Accounts;

namespace Mim.Discovery.Accounts;

/// <summary>A line of a credential report, by the names of its columns.</summary>
internal sealed class AwsReportRow(IReadOnlyDictionary<string, int> columns, IReadOnlyList<string> fields)
{
    private static readonly string[] _nothing = ["", "N/A", "no_information", "not_supported"];

    /// <summary>Null for every way that the report says nothing.</summary>
    public string? Text(string column) =>
        columns.TryGetValue(column, out var index) && index < fields.Count && !_nothing.Contains(fields[index]) ? fields[index] : null;

    public bool? Flag(string column) => Text(column) is { } text && bool.TryParse(text, out var flag) ? flag : null;

    /// <exception cref="FormatException">It is no time.</exception>
    public DateTimeOffset? Time(string column) => ExportTime.Parse(column, Text(column));

    /// <summary>The two access keys and two signing certificates that a user may have, each with what it was used for last.</summary>
    public IEnumerable<(AccountKey Key, string? UsedFor)> Keys()
    {
        foreach (var number in (int[])[1, 2])
        {
            var key = $"access_key_{number}";
            if (Flag($"{key}_active") is { } isEnabled && (isEnabled || Time($"{key}_last_rotated") is not null))
            {
                var found = new AccountKey($"{number}", "AccessKey")
                {
                    IsEnabled = isEnabled, CreatedAt = Time($"{key}_last_rotated"), LastUsedAt = Time($"{key}_last_used_date"),
                };
                yield return (found, $"{Text($"{key}_last_used_service")} in {Text($"{key}_last_used_region")}");
            }
        }

        foreach (var number in (int[])[1, 2])
        {
            if (Flag($"cert_{number}_active") == true)
            {
                yield return (new AccountKey($"{number}", "Certificate") { CreatedAt = Time($"cert_{number}_last_rotated") }, null);
            }
        }
    }
}
