using Mim.Core.Risk;

namespace Mim.Core.Discovery.Accounts;

/// <summary>Finds what is wrong with an account: how it is set up, how old its password is, whether anybody needs it. Pure.</summary>
internal static class AccountHealth
{
    /// <param name="account">What was seen.</param>
    /// <param name="scan">What is too old.</param>
    /// <param name="now">UTC.</param>
    public static IReadOnlyList<HealthFinding> Inspect(AccountSighting account, AccountScan scan, DateTimeOffset now) =>
        account.IsEnabled == false || account.Is(AccountTraits.UsageOnly)
            ? []
            : [
                .. AccountTraitRules.Inspect(account),
                .. Password(account, scan, now),
                .. Use(account, scan, now),
                .. account.Keys.Where(key => key.IsEnabled).SelectMany(key => AccountKeyRules.Inspect(account, key, scan, now)),
            ];

    private static IEnumerable<HealthFinding> Password(AccountSighting account, AccountScan scan, DateTimeOffset now)
    {
        if (account.PasswordExpiresAt <= now)
        {
            yield return new("PasswordExpired", HealthSeverity.Low, $"its password ended on {account.PasswordExpiresAt:yyyy-MM-dd}", "rotate it, or close the account");
        }
        else if (!account.Is(AccountTraits.Managed) && now - account.PasswordChangedAt > scan.StaleAfter)
        {
            yield return new("PasswordStale", HealthSeverity.Medium, $"its password is of {account.PasswordChangedAt:yyyy-MM-dd}", "register it with Register-MachineAccount and rotate it");
        }
    }

    private static IEnumerable<HealthFinding> Use(AccountSighting account, AccountScan scan, DateTimeOffset now)
    {
        if (account.Is(AccountTraits.BuiltIn))
        {
            yield break;
        }

        if (now - account.LastUsedAt > scan.UnusedAfter)
        {
            yield return new("AccountUnused", HealthSeverity.Medium, $"nobody has used it since {account.LastUsedAt:yyyy-MM-dd}", "close it, and remove it when nobody asks");
        }
        else if (account.LastUsedAt is null && account.Is(AccountTraits.UsageKnown) && now - account.CreatedAt > scan.UnusedAfter)
        {
            yield return new("AccountNeverUsed", HealthSeverity.Medium, $"nobody has used it since it was made on {account.CreatedAt:yyyy-MM-dd}", "close it, and remove it when nobody asks");
        }
    }
}
