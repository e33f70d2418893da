using Mim.Core.Discovery.Accounts;
using Mim.Core.Risk;

namespace Mim.Core.Tests.Discovery.Accounts;

public sealed class AccountHealthTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly AccountSighting _good = new()
    {
        Source = AccountSource.ActiveDirectory, Place = "dc:636", Account = "svc", IsEnabled = true, CreatedAt = Ago(1000), PasswordChangedAt = Ago(10), LastUsedAt = Ago(1),
    };

    [Fact]
    public void A_good_account_has_nothing_wrong() => Assert.Empty(Rules(_good));

    [Theory]
    [InlineData(AccountTraits.PasswordEmpty, "PasswordEmpty", HealthSeverity.Critical)]
    [InlineData(AccountTraits.TrustsAnyone, "TrustsAnyone", HealthSeverity.Critical)]
    [InlineData(AccountTraits.UnconstrainedDelegation, "UnconstrainedDelegation", HealthSeverity.High)]
    [InlineData(AccountTraits.NoPreauthentication, "NoPreauthentication", HealthSeverity.High)]
    [InlineData(AccountTraits.PasswordNeverExpires, "PasswordNeverExpires", HealthSeverity.Medium)]
    [InlineData(AccountTraits.OwnerDisabled, "OwnerDisabled", HealthSeverity.Medium)]
    public void How_it_is_set_up_matters(AccountTraits trait, string rule, HealthSeverity severity)
    {
        var finding = Assert.Single(Inspect(_good with { Traits = trait }));
        Assert.Equal((rule, severity), (finding.Rule, finding.Severity));
    }

    [Fact]
    public void What_nobody_can_use_has_nothing_wrong() =>
        Assert.Empty(Rules(_good with { IsEnabled = false, Traits = AccountTraits.PasswordEmpty, PasswordChangedAt = Ago(4000) }));

    [Fact]
    public void Services_with_a_password_of_people_are_guessed()
    {
        var service = _good with { Services = ["HTTP/web01"] };
        Assert.Equal(HealthSeverity.Medium, Assert.Single(Inspect(service)).Severity);
        Assert.Equal(["Privileged", "TicketGuessable"], Rules(service with { Traits = AccountTraits.Privileged }));
        Assert.Equal(HealthSeverity.High, Inspect(service with { Traits = AccountTraits.Privileged })[1].Severity);
        Assert.Empty(Rules(service with { Traits = AccountTraits.Managed, PasswordChangedAt = Ago(4000) }));
    }

    [Fact]
    public void Passwords_and_accounts_grow_old()
    {
        Assert.Equal(["PasswordStale"], Rules(_good with { PasswordChangedAt = Ago(366) }));
        Assert.Equal(["PasswordExpired"], Rules(_good with { PasswordExpiresAt = _now }));
        Assert.Equal(["AccountUnused"], Rules(_good with { LastUsedAt = Ago(91) }));
        Assert.Equal(["AccountNeverUsed"], Rules(_good with { LastUsedAt = null, Traits = AccountTraits.UsageKnown }));
        Assert.Empty(Rules(_good with { LastUsedAt = null }));
        Assert.Empty(Rules(_good with { LastUsedAt = Ago(4000), Traits = AccountTraits.BuiltIn }));
        var strict = new AccountScan { StaleAfter = TimeSpan.FromDays(5), UnusedAfter = TimeSpan.FromHours(1) };
        Assert.Equal(["PasswordStale", "AccountUnused"], AccountHealth.Inspect(_good, strict, _now).Select(finding => finding.Rule));
    }

    [Fact]
    public void Keys_grow_old_by_themselves()
    {
        var key = new AccountKey("k1", "Secret") { CreatedAt = Ago(30), ExpiresAt = _now.AddDays(200) };
        Assert.Empty(Rules(With(key)));
        Assert.Equal(["KeyExpired"], Rules(With(key with { ExpiresAt = _now })));
        Assert.Equal(["KeyExpiresSoon"], Rules(With(key with { ExpiresAt = _now.AddDays(29) })));
        Assert.Equal(["KeyStale"], Rules(With(key with { CreatedAt = Ago(400) })));
        Assert.Equal(["KeyLastsLong"], Rules(With(key with { ExpiresAt = _now.AddDays(3000) })));
        Assert.Equal(["KeyUnused"], Rules(With(key with { LastUsedAt = Ago(100) })));
        Assert.Equal(["KeyUnused"], Rules(With(key with { CreatedAt = Ago(100) }) with { Traits = AccountTraits.UsageKnown }));
        Assert.Empty(Rules(With(key with { IsEnabled = false, ExpiresAt = Ago(3) })));
        var root = With(key with { LastUsedAt = Ago(1) }) with { Source = AccountSource.Aws, Traits = AccountTraits.BuiltIn };
        Assert.Equal(["RootKey"], Rules(root));
    }

    private static AccountSighting With(AccountKey key) => _good with { Keys = [key] };

    private static DateTimeOffset Ago(int days) => _now.AddDays(-days);

    private static IReadOnlyList<HealthFinding> Inspect(AccountSighting account) => AccountHealth.Inspect(account, new AccountScan(), _now);

    private static IEnumerable<string> Rules(AccountSighting account) => Inspect(account).Select(finding => finding.Rule);
}
