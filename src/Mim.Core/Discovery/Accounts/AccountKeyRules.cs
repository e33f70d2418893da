using Mim.Core.Risk;

namespace Mim.Core.Discovery.Accounts;

/// <summary>Finds what is wrong with a key of an account. Pure.</summary>
internal static class AccountKeyRules
{
    private static readonly TimeSpan _soon = TimeSpan.FromDays(30);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(731);

    public static IEnumerable<HealthFinding> Inspect(AccountSighting account, AccountKey key, AccountScan scan, DateTimeOffset now)
    {
        if (key.ExpiresAt <= now)
        {
            yield return new("KeyExpired", HealthSeverity.Low, $"{key} ended on {key.ExpiresAt:yyyy-MM-dd}", "remove it");
            yield break;
        }

        if (account.Source == AccountSource.Aws && account.Is(AccountTraits.BuiltIn))
        {
            yield return new("RootKey", HealthSeverity.Critical, $"{key} is of the account's root user, whom nothing limits", "delete it, and work with roles");
        }

        if (key.ExpiresAt - now < _soon)
        {
            yield return new("KeyExpiresSoon", HealthSeverity.Medium, $"{key} ends on {key.ExpiresAt:yyyy-MM-dd}", "replace it before");
        }

        if (now - key.CreatedAt > scan.StaleAfter)
        {
            yield return new("KeyStale", HealthSeverity.Medium, $"{key} is of {key.CreatedAt:yyyy-MM-dd}", "replace it");
        }

        if (key.ExpiresAt - key.CreatedAt > _longest)
        {
            yield return new("KeyLastsLong", HealthSeverity.Low, $"{key} lasts until {key.ExpiresAt:yyyy-MM-dd}", "replace it by one of a year at most");
        }

        if (now - (key.LastUsedAt ?? (account.Is(AccountTraits.UsageKnown) ? key.CreatedAt : null)) > scan.UnusedAfter)
        {
            var since = key.LastUsedAt is { } used ? $"has not been used since {used:yyyy-MM-dd}" : "was never used";
            yield return new("KeyUnused", HealthSeverity.Medium, $"{key} {since}", "disable it, and remove it when nobody asks");
        }
    }
}
