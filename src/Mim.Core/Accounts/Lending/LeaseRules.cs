using System.Globalization;
using Mim.Core.Identities;
using Mim.Core.Policies;

namespace Mim.Core.Accounts.Lending;

/// <summary>How long accounts are lent, and what that keeps others from. Pure.</summary>
internal static class LeaseRules
{
    private const int LongestPurpose = 1024;
    private static readonly TimeSpan _usual = TimeSpan.FromHours(1);
    private static readonly TimeSpan _shortest = TimeSpan.FromMinutes(1);

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>.</exception>
    public static void RequirePurpose(string purpose)
    {
        if (string.IsNullOrWhiteSpace(purpose) || purpose.Length > LongestPurpose || purpose.Any(char.IsControl))
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"What an account is borrowed for is said on one line of at most {LongestPurpose} characters.");
        }
    }

    /// <summary>When a lease ends that is asked for now.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.PolicyViolation"/>: longer than its tier allows in all; <see cref="MimErrorCause.InvalidArgument"/>: less than a minute.
    /// </exception>
    public static DateTimeOffset EndOf(MachineIdentity identity, IdentityPolicy policy, TimeSpan? lifetime, DateTimeOffset lentAt, DateTimeOffset now)
    {
        var latest = lentAt + policy.MaximumLease;
        if (lifetime < _shortest)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"'{identity.Name}' is lent for a minute or more.", identity.Name);
        }

        var end = lifetime is { } asked ? now + asked : now + _usual < latest ? now + _usual : latest;
        return end <= latest ? end : throw new MimException(
            MimErrorCause.PolicyViolation,
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{identity.Name}' is lent for at most {policy.MaximumLease.TotalHours:0.##} h by the {policy.Criticality} policy: until {Text(latest)}."),
            identity.Name);
    }

    /// <summary>Who has it, for whoever wants it.</summary>
    public static string Held(AccountLease lease, DateTimeOffset now) => lease.StateAt(now) switch
    {
        AccountLeaseState.Lent => $"'{lease.Identity}' is lent to {lease.Borrower} until {Text(lease.EndsAt)}.",
        AccountLeaseState.Returned => $"'{lease.Identity}' was returned on {Text(lease.OverAt)} and has not got its next password yet.",
        _ => $"'{lease.Identity}' was lent until {Text(lease.OverAt)} and has not got its next password yet.",
    };

    /// <summary>Nothing takes a password away from whoever borrowed it.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.WrongState"/>.</exception>
    public static void RequireOver(AccountLease? lease, DateTimeOffset now)
    {
        if (lease is not null && lease.OverAt > now)
        {
            throw new MimException(
                MimErrorCause.WrongState,
                $"{Held(lease, now)} Complete-MachineAccountLease -Force takes it back.",
                lease.Identity);
        }
    }

    /// <summary>The identity with the time at which its rotation is due: what was lent is rotated when the lease is over.</summary>
    public static MachineIdentity WithDue(MachineIdentity identity, AccountLease? lease) =>
        lease is null ? identity : identity with { DueAt = lease.OverAt };

    private static string Text(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm}Z");
}
