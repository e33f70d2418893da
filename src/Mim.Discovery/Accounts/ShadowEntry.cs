using System.Globalization;
using Mim.Core.Discovery.Accounts;

namespace Mim.Discovery.Accounts;

/// <summary>What <c>/etc/shadow</c> says of an account (shadow(5)), without what its password is stored as.</summary>
internal sealed record ShadowEntry
{
    private const int Fields = 9;
    private const int LengthOfDes = 13;
    private const int NoLimit = 99_999;
    private const int LastDay = 2_932_896;

    /// <summary>Whether there is a password that could be shown; false when it is locked or there is none.</summary>
    public required bool HasPassword { get; init; }

    public required bool IsEmpty { get; init; }

    /// <summary>Null when there is no password.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the account itself ends.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public AccountTraits Traits { get; init; }

    /// <summary>By account; null when it may not be read.</summary>
    public static Dictionary<string, ShadowEntry>? All(string root) => AccountFile.TryLines(root, "etc/shadow", isNeeded: false)?
        .Select(line => line.Split(':'))
        .Where(fields => fields.Length == Fields)
        .DistinctBy(fields => fields[0])
        .ToDictionary(fields => fields[0], Of, StringComparer.Ordinal);

    private static ShadowEntry Of(string[] fields)
    {
        var stored = fields[1];
        var has = stored.Length > 0 && stored[0] is not ('!' or '*');
        var (changed, longest) = (Day(fields[2]), Days(fields[4]));
        var lasts = longest is null or >= NoLimit;
        return new ShadowEntry
        {
            HasPassword = has,
            IsEmpty = stored.Length == 0,
            ChangedAt = has ? changed : null,
            ExpiresAt = has && !lasts ? changed?.AddDays(longest!.Value) : null,
            EndsAt = Day(fields[7]),
            Traits = !has
                ? AccountTraits.None
                : (lasts ? AccountTraits.PasswordNeverExpires : AccountTraits.None) | (IsWeak(stored) ? AccountTraits.PasswordHashWeak : AccountTraits.None),
        };
    }

    // crypt(5): MD5, and DES with or without its extension.
    private static bool IsWeak(string stored) => stored.StartsWith("$1$", StringComparison.Ordinal) || stored[0] == '_' || stored.Length == LengthOfDes;

    private static int? Days(string field) =>
        int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= LastDay ? days : null;

    private static DateTimeOffset? Day(string field) => Days(field) is { } days and > 0 ? DateTimeOffset.UnixEpoch.AddDays(days) : null;
}
