using System.Globalization;
using Mim.Core.Identities;
using Mim.Core.Issuing.Succession;
using Mim.Core.Policies;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>How much one authority is asked to sign: so many within a span, and never two too close together.</summary>
internal static class AuthorityBudget
{
    /// <summary>
    /// When the authority that issues again what an identity has may be asked; <paramref name="now"/> when it may be at
    /// once.
    /// </summary>
    public static DateTimeOffset FreeAt(MachineIdentity identity, IAuthorityReader authorities, IPolicyReader policies, DateTimeOffset now)
    {
        var policy = PolicyBook.Merge(policies)[(int)identity.Criticality];
        if (identity.AuthorityId is not { } issuer || (policy.IssueLimit is null && policy.IssueSpacing <= TimeSpan.Zero))
        {
            return now;
        }

        var authority = new AuthorityLine(authorities).IssuerAfter(issuer);

        var spent = policy.IssueLimit is { } limit ? authorities.IssuedAt(authority, limit) + policy.IssueSpan : null;
        var close = policy.IssueSpacing > TimeSpan.Zero ? authorities.IssuedAt(authority, 1) + policy.IssueSpacing : null;
        return new[] { now, spent ?? now, close ?? now }.Max();
    }

    /// <exception cref="MimException"><see cref="MimErrorCause.BudgetSpent"/>.</exception>
    public static void Require(MachineIdentity identity, IAuthorityReader authorities, IPolicyReader policies, DateTimeOffset now)
    {
        if (FreeAt(identity, authorities, policies, now) is var free && free > now)
        {
            throw new MimException(MimErrorCause.BudgetSpent, Reason(identity.Authority, free), identity.Name);
        }
    }

    public static string Reason(string? authority, DateTimeOffset free) =>
        string.Create(CultureInfo.InvariantCulture, $"Waits until {free:yyyy-MM-dd HH:mm:ss}Z: authority '{authority}' has issued as much as the policy allows.");
}
