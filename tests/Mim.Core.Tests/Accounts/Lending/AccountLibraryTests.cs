using Mim.Core.Accounts;
using Mim.Core.Accounts.Lending;
using Mim.Core.Identities;

namespace Mim.Core.Tests.Accounts.Lending;

public sealed class AccountLibraryTests : IDisposable
{
    private readonly AccountFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("no library", MimErrorCause.WrongState)]
    [InlineData("a pair", MimErrorCause.WrongState)]
    [InlineData("not proved", MimErrorCause.WrongState)]
    [InlineData("too long", MimErrorCause.PolicyViolation)]
    [InlineData("too short", MimErrorCause.InvalidArgument)]
    [InlineData("for nothing", MimErrorCause.InvalidArgument)]
    [InlineData("unknown", MimErrorCause.IdentityNotFound)]
    [InlineData("unknown library", MimErrorCause.IdentityNotFound)]
    [InlineData("a secret", MimErrorCause.WrongState)]
    public async Task What_cannot_be_lent_is_refused(string what, MimErrorCause cause)
    {
        var identity = what switch
        {
            "no library" => await _fixture.RegisterAsync(wanted => wanted, "admin1"),
            "a pair" => await _fixture.RegisterAsync(InLibrary, "admin1", "admin2"),
            "not proved" => await LendableAsync("admin1", wanted => wanted with { Password = null }),
            _ => await LendableAsync("admin1"),
        };
        var loan = new AccountLoan { IdentityId = identity.Id, Purpose = "INC-1" };
        loan = what switch
        {
            "too long" => loan with { Lifetime = TimeSpan.FromDays(2) },
            "too short" => loan with { Lifetime = TimeSpan.FromSeconds(5) },
            "for nothing" => loan with { Purpose = " " },
            "unknown" => loan with { IdentityId = Guid.NewGuid() },
            "unknown library" => loan with { IdentityId = null, Library = "others" },
            "a secret" => loan with { IdentityId = _fixture.Session.Identities.Find(new IdentityQuery { Kinds = [IdentityKind.Secret] }, default).Single().Id },
            _ => loan,
        };
        Assert.Equal(cause, Assert.Throws<MimException>(() => Borrow(loan)).Cause);
        Assert.Empty(_fixture.Session.Lending.Find(new AccountLeaseQuery(), default));
    }

    [Fact]
    public async Task An_account_in_the_midst_of_a_rotation_is_not_lent()
    {
        var identity = await LendableAsync("admin1");
        _fixture.Server.Before = (_, _) => throw new InvalidOperationException("The process dies.");
        Assert.Throws<InvalidOperationException>(() => _fixture.Rotate(identity));
        _fixture.Server.Before = (_, _) => { };
        Assert.Equal(MimErrorCause.WrongState, Assert.Throws<MimException>(() => Borrow(new AccountLoan { Library = "admins", Purpose = "INC-1" })).Cause);
    }

    private static NewAccount InLibrary(NewAccount wanted) => wanted with { Tags = ["library=admins"] };

    private Task<MachineIdentity> LendableAsync(string name, Func<NewAccount, NewAccount>? how = null) =>
        _fixture.RegisterAsync(wanted => (how ?? (same => same))(InLibrary(wanted)), name);

    private LentAccount Borrow(AccountLoan loan) => _fixture.Session.Lending.Borrow(loan, default);
}
