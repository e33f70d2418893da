using System.Text;
using Mim.Core;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Discovery.Tests.Accounts;
using Mim.Testing.Contracts;

namespace Mim.Discovery.Tests;

public sealed class AccountExportsTests : AccountExportsContract
{
    protected override IAccountExports Exports { get; } = new AccountExports();

    protected override IReadOnlyList<byte[]> Samples() => ExportSamples.All;

    [Fact]
    public void A_credential_report_tells_of_keys_and_passwords()
    {
        var accounts = Read(ExportSamples.AwsReport);
        Assert.Equal(["root", "user/ci/deploy", "user/ann"], accounts.Select(account => account.Account));
        Assert.All(accounts, account => Assert.Equal("123456789012", account.Place));
        var (root, deploy, ann) = (accounts[0], accounts[1], accounts[2]);
        Assert.True(root.IsService);
        Assert.Equal(AccountTraits.BuiltIn | AccountTraits.Privileged | AccountTraits.NoSecondFactor | AccountTraits.UsageKnown, root.Traits);
        Assert.Equal((true, "s3 in eu-west-1", Time("2026-02-20T08:30:00Z")), (deploy.IsService, deploy.LastUsedFor, deploy.LastUsedAt));
        Assert.Equal(["AccessKey 1", "AccessKey 2", "Certificate 1"], deploy.Keys.Select(key => key.ToString()));
        Assert.Equal([true, false, true], deploy.Keys.Select(key => key.IsEnabled));
        Assert.Equal(
            (false, Time("2025-12-01T10:00:00Z"), Time("2026-05-01T10:00:00Z"), "console"),
            (ann.IsService, ann.PasswordChangedAt, ann.PasswordExpiresAt, ann.LastUsedFor));
    }

    [Fact]
    public void Authorization_details_tell_who_may_do_everything_and_who_is_open()
    {
        var accounts = Read(ExportSamples.AwsDetails).ToDictionary(account => account.DisplayName!);
        Assert.Equal(["deploy", "reader", "open", "AWSServiceRoleForX"], accounts.Keys);
        Assert.Equal(("ops@corp.test", "AIDAEXAMPLE1"), (accounts["deploy"].Owner, accounts["deploy"].Identifier));
        Assert.Equal(["group Admins"], accounts["deploy"].Privileges);
        Assert.Equal(["all"], accounts["reader"].Privileges);
        Assert.Equal(AccountTraits.TrustsAnyone | AccountTraits.UsageKnown, accounts["open"].Traits);
        Assert.Equal((Time("2026-01-15T00:00:00Z"), "us-east-1"), (accounts["open"].LastUsedAt, accounts["open"].LastUsedFor));
        Assert.Equal(AccountTraits.BuiltIn | AccountTraits.UsageKnown, accounts["AWSServiceRoleForX"].Traits);
        Assert.Equal(Read(ExportSamples.AwsReport)[1].Address, accounts["deploy"].Address);
    }

    [Fact]
    public void Applications_of_Entra_have_keys_and_owners_and_no_secret_comes_along()
    {
        var accounts = Read(ExportSamples.EntraApplications);
        var (billing, managed) = (accounts[0], accounts[1]);
        Assert.Equal(("billing", IdentityKind.OAuthClient, "bob@corp.test"), (billing.SuggestedName, billing.Kind, billing.Owner));
        Assert.Equal(["Secret k-1 (old)", "Secret k-2 (new)", "Certificate c-1 (CN=billing)"], billing.Keys.Select(key => key.ToString()));
        Assert.Equal(AccountTraits.OwnerDisabled, billing.Traits);
        Assert.Equal((IdentityKind.CloudIdentity, AccountTraits.Managed, true), (managed.Kind, managed.Traits, managed.IsEnabled));
        Assert.Empty(managed.Keys);
        Assert.DoesNotContain("Never-To-Be-Seen", string.Join(' ', billing.Keys) + billing, StringComparison.Ordinal);
        var use = Assert.Single(Read(ExportSamples.EntraActivity));
        Assert.Equal((billing.Address, Time("2026-02-28T05:00:00Z"), AccountTraits.UsageOnly), (use.Address, use.LastUsedAt, use.Traits));
    }

    [Fact]
    public void Service_accounts_of_Google_have_the_keys_that_users_hold()
    {
        var accounts = Read(ExportSamples.GoogleList);
        Assert.Equal(("shop-1", true, "copies volumes"), (accounts[0].Place, accounts[0].IsEnabled, accounts[0].Description));
        Assert.Equal((false, AccountTraits.BuiltIn), (accounts[1].IsEnabled, accounts[1].Traits));
        var keys = Assert.Single(Read(ExportSamples.GoogleKeys));
        Assert.Equal(accounts[0].Address, keys.Address);
        Assert.Equal(["aaaa", "cccc"], keys.Keys.Select(key => key.Id));
        Assert.Equal((null, Time("2027-01-01T00:00:00Z")), (keys.Keys[0].ExpiresAt, keys.Keys[1].ExpiresAt));
        var use = Assert.Single(Read(ExportSamples.GoogleActivity));
        Assert.Equal((accounts[0].Address, Time("2026-02-27T07:00:00Z")), (use.Address, use.LastUsedAt));
    }

    [Fact]
    public void Damage_is_named_with_its_place()
    {
        Assert.Contains("line 2, octet 3", Trouble("[\n  x"), StringComparison.Ordinal);
        Assert.Contains("octet 10", Trouble("{\"value\":[{\"appId\":\"1\",\"createdDateTime\":\"soon\"}]}"), StringComparison.Ordinal);
        Assert.Contains("octet 1, nothing is an account", Trouble("[{\"what\":1}]"), StringComparison.Ordinal);
        Assert.Contains("in line 2 '' is no resource", Trouble("user,arn,user_creation_time\nbob,N/A,N/A\n"), StringComparison.Ordinal);
        Assert.Contains("in line 2 user_creation_time is no time", Trouble("user,arn,user_creation_time\nbob,arn:aws:iam::1:user/bob,soon\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_longer_than_any_account_is_refused()
    {
        var exception = Assert.Throws<MimException>(() => Read(Encoding.UTF8.GetBytes($"[{{\"appId\":\"{new string('x', 17 << 20)}\"}}]")));
        Assert.Contains("longer than 16 MiB", exception.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset? Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private string Trouble(string content) => Assert.Throws<MimException>(() => Read(Encoding.UTF8.GetBytes(content))).Message;
}
