using Mim.Core;
using Mim.Delivery.Accounts.ActiveDirectory;
using Mim.Delivery.Accounts.Ldap;

namespace Mim.Delivery.Tests.Accounts.ActiveDirectory;

/// <summary>What Windows Server and Samba say, in their words.</summary>
public sealed class DomainTroubleTests
{
    [Theory]
    [InlineData("52e", null)]
    [InlineData("525", null)]
    [InlineData("532", "has a password that has expired (data 532)")]
    [InlineData("533", "is disabled (data 533)")]
    [InlineData("701", "has expired (data 701)")]
    [InlineData("773", "must change its password first (data 773)")]
    [InlineData("775", "is locked out (data 775)")]
    [InlineData("zzz", null)]
    public void A_log_in_is_refused_or_something_else_is_wrong(string data, string? says) => Assert.Equal(
        says, DomainTrouble.OfLogIn(new LdapResult(49, $"80090308: LdapErr: DSID-0C090569, comment: AcceptSecurityContext error, data {data}, v4f7c")));

    [Fact]
    public void A_log_in_that_is_no_question_of_the_password_is_trouble() => Assert.Equal(
        "is not taken: BindSimple: Transport encryption required. (result 8)", DomainTrouble.OfLogIn(new LdapResult(8, "BindSimple: Transport encryption required.")));

    [Theory]
    [InlineData(53, "0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0", MimErrorCause.InstallFailed, "password policy of the domain")]
    [InlineData(19, "0000052D: Constraint violation - check_password_restrictions: too short", MimErrorCause.InstallFailed, "password policy of the domain")]
    [InlineData(19, "00000056: AtrErr: DSID-03191083, #1: 0: 00000056: DSID-03191083, problem 1005", MimErrorCause.AccessDenied, "the password before is another one")]
    [InlineData(53, "0000001F: SvcErr: DSID-031A1262, problem 5003 (WILL_NOT_PERFORM), data 0", MimErrorCause.InstallFailed, "through TLS only")]
    [InlineData(50, "00000005: SecErr: DSID-031A11ED, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0", MimErrorCause.AccessDenied, "not granted")]
    [InlineData(32, "00002030: No such Base DN", MimErrorCause.InstallFailed, "no such account")]
    [InlineData(51, "", MimErrorCause.InstallFailed, "result 51")]
    [InlineData(80, "FFFFFFFFFFFFFFFF: what", MimErrorCause.InstallFailed, "(result 80)")]
    public void Why_a_password_was_not_changed_is_said_in_the_terms_of_the_field(int code, string reason, MimErrorCause cause, string says)
    {
        var trouble = DomainTrouble.OfChange(new LdapResult(code, reason));
        Assert.Equal(cause, trouble.Cause);
        Assert.Contains(says, trouble.What, StringComparison.Ordinal);
    }
}
