using System.Text;
using Mim.Core.Access;
using Mim.Core.Accounts;
using Mim.Core.Accounts.Lending;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Accounts.Lending;

public sealed class AccountLendingTests : IDisposable
{
    private readonly AccountFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task The_password_leaves_only_when_that_is_on_record()
    {
        var identity = await LendableAsync("admin1");
        using var lent = Borrow();

        Assert.Equal(AccountFixture.Before, Encoding.UTF8.GetString(lent.Password.Span));
        Assert.Equal((identity.Id, "admin1", "tester@testhost", "INC-1"), (lent.Lease.IdentityId, lent.Lease.UserName, lent.Lease.Borrower, lent.Lease.Purpose));
        Assert.Equal(_fixture.Time.Now.AddHours(1), lent.Lease.EndsAt);
        Assert.Equal([lent.Lease], Leases());
        var act = Assert.Single(_fixture.Session.Audit.Read(new AuditQuery { Acts = ["LendAccount"] }, default));
        Assert.Equal(("admin1", "INC-1"), (act.SubjectName, act.Detail["purpose"]));
        Assert.DoesNotContain(AccountFixture.Before, act.Detail.Values);
        Assert.Contains(_fixture.Evidence(identity.Id), evidence => evidence.Kind == EvidenceKind.Read);
        Assert.Equal("admin1", lent.ToString());
    }

    [Fact]
    public async Task What_is_lent_is_lent_to_nobody_else()
    {
        await LendableAsync("admin1");
        await LendableAsync("admin2");
        using var first = Borrow();
        using var second = Borrow();
        Assert.NotEqual(first.Lease.IdentityId, second.Lease.IdentityId);

        var error = Assert.Throws<MimException>(Borrow);
        Assert.Equal((MimErrorCause.AccountLent, "admins"), (error.Cause, error.Subject));
        Assert.Contains("None of the 2 accounts", error.Message, StringComparison.Ordinal);
        Assert.Equal(MimErrorCause.AccountLent, Assert.Throws<MimException>(() => BorrowOf(first.Lease.IdentityId)).Cause);
        Assert.Equal(2, Leases().Count);
    }

    [Fact]
    public async Task A_returned_account_is_rotated_before_it_is_lent_again()
    {
        var identity = await LendableAsync("admin1");
        using var lent = Borrow();
        Assert.Equal(RotationOutcome.Completed, (await ReturnAsync(identity)).Outcome);

        Assert.NotEqual(AccountFixture.Before, _fixture.Password("admin1"));
        Assert.Equal(AccountLeaseState.Freed, Assert.Single(Leases()).StateAt(_fixture.Time.Now));
        Assert.Equal("tester@testhost", Assert.Single(Leases()).ReturnedBy);
        using var again = Borrow();
        Assert.Equal(_fixture.Password("admin1"), Encoding.UTF8.GetString(again.Password.Span));
        Assert.Equal(
            ["LendAccount", "ReturnAccount", "FreeAccount", "LendAccount"],
            _fixture.Session.Audit.Read(new AuditQuery { Acts = ["*Account"] }, default).Select(act => act.Act).Where(act => act != "RegisterAccount"));
    }

    [Fact]
    public async Task While_it_is_lent_nothing_changes_its_password()
    {
        var identity = await LendableAsync("admin1");
        using var lent = Borrow(TimeSpan.FromHours(20));
        Assert.Contains("is lent to tester@testhost", Skipped(_fixture.Rotate(identity)), StringComparison.Ordinal);
        Assert.Empty(_fixture.Session.Rotation.Due(default));
        Assert.Equal(AccountFixture.Before, _fixture.Password("admin1"));

        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(identity, force: true).Outcome);
        Assert.Equal(AccountLeaseState.Freed, Assert.Single(Leases()).StateAt(_fixture.Time.Now));
    }

    [Fact]
    public async Task Due_by_policy_it_waits_until_the_lease_is_over()
    {
        var identity = await LendableAsync("admin1", wanted => wanted with { Lifetime = TimeSpan.FromHours(2) });
        _fixture.Time.Now += TimeSpan.FromMinutes(70);
        using var lent = Borrow(TimeSpan.FromMinutes(40));
        _fixture.Time.Now += TimeSpan.FromMinutes(30);
        Assert.True(_fixture.Session.Identities.Get(identity.Id).DueAt < _fixture.Time.Now);
        Assert.Empty(_fixture.Session.Rotation.Due(default));
        _fixture.Time.Now += TimeSpan.FromMinutes(10);
        Assert.Equal([identity.Id], _fixture.Session.Rotation.Due(default));
    }

    [Fact]
    public async Task What_nobody_returns_is_rotated_by_the_next_run_after_its_end()
    {
        var identity = await LendableAsync("admin1");
        using var lent = Borrow();
        _fixture.Time.Now = lent.Lease.EndsAt;
        Assert.Equal(AccountLeaseState.Ended, Assert.Single(Leases()).StateAt(_fixture.Time.Now));
        Assert.Contains("next password", Assert.Throws<MimException>(Borrow).Message, StringComparison.Ordinal);

        Assert.Equal(RotationOutcome.Completed, Assert.Single(RunDue()).Outcome);
        Assert.NotEqual(AccountFixture.Before, _fixture.Password("admin1"));
        Assert.Empty(_fixture.Session.Rotation.Due(default));
        Assert.Equal(MimErrorCause.WrongState, (await ReturnAsync(identity)).Error?.Cause);
        Borrow().Dispose();
    }

    [Fact]
    public async Task An_account_that_cannot_be_rotated_is_lent_to_nobody_and_says_why()
    {
        var identity = await LendableAsync("admin1");
        using var lent = Borrow();
        _fixture.Server.Before = (method, _) =>
        {
            if (method == nameof(IAccountRotator.ChangeAsync))
            {
                throw new MimException(MimErrorCause.InstallFailed, "The server goes away.");
            }
        };
        Assert.Equal(RotationOutcome.RolledBack, (await ReturnAsync(identity)).Outcome);
        var lease = Assert.Single(Leases());
        Assert.Equal(AccountLeaseState.Returned, lease.StateAt(_fixture.Time.Now));
        Assert.Contains("goes away", _fixture.Session.Lending.ReasonOf(lease, default), StringComparison.Ordinal);
        Assert.Equal(MimErrorCause.AccountLent, Assert.Throws<MimException>(Borrow).Cause);

        // The timer backs off as after any failure, and then goes on.
        _fixture.Server.Before = (_, _) => { };
        Skipped(Assert.Single(RunDue()));
        _fixture.Time.Now += TimeSpan.FromHours(2);
        Assert.Equal(RotationOutcome.Completed, Assert.Single(RunDue()).Outcome);
        Assert.Null(_fixture.Session.Lending.ReasonOf(Assert.Single(Leases()), default));
        Borrow().Dispose();
    }

    [Fact]
    public async Task A_return_that_died_at_any_word_with_the_server_is_gone_on_with_by_the_next_run()
    {
        const int MostWords = 20;
        var identity = await LendableAsync("admin1");
        var word = 0;
        while (await DiesAsync(identity, ++word))
        {
            Assert.InRange(word, 1, MostWords);
            _fixture.Reopen();
            Assert.Equal(RotationOutcome.Completed, Assert.Single(RunDue()).Outcome);
            Assert.All(Leases(), lease => Assert.Equal(AccountLeaseState.Freed, lease.StateAt(_fixture.Time.Now)));
        }

        Assert.InRange(word, 4, MostWords);
    }

    [Fact]
    public async Task A_lease_is_prolonged_up_to_what_its_tier_allows()
    {
        var identity = await LendableAsync("admin1");
        using var lent = Borrow();
        _fixture.Time.Now += TimeSpan.FromMinutes(50);
        Assert.Equal(_fixture.Time.Now.AddHours(8), Prolong(identity, TimeSpan.FromHours(8)).EndsAt);
        Assert.Equal(MimErrorCause.PolicyViolation, Assert.Throws<MimException>(() => Prolong(identity, TimeSpan.FromHours(24))).Cause);
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => Prolong(identity, TimeSpan.Zero)).Cause);
        _fixture.Time.Now += TimeSpan.FromHours(8);
        Assert.Equal(MimErrorCause.WrongState, Assert.Throws<MimException>(() => Prolong(identity, TimeSpan.FromHours(1))).Cause);
    }

    [Fact]
    public async Task Only_who_borrowed_it_returns_it_unless_it_is_taken_back()
    {
        var identity = await LendableAsync("admin1");
        using var lent = Borrow(TimeSpan.FromHours(20));
        _fixture.Reopen(new ActContext("other", "testhost", Guid.NewGuid()));

        Assert.Equal(MimErrorCause.AccessDenied, (await ReturnAsync(identity)).Error?.Cause);
        Assert.Equal(MimErrorCause.AccessDenied, Assert.Throws<MimException>(() => Prolong(identity, TimeSpan.FromHours(1))).Cause);
        Assert.Equal(AccountLeaseState.Lent, Assert.Single(Leases()).StateAt(_fixture.Time.Now));
        Assert.Equal(RotationOutcome.Completed, (await ReturnAsync(identity, isForced: true)).Outcome);
        Assert.Equal("other@testhost", Assert.Single(Leases()).ReturnedBy);
    }

    [Fact]
    public async Task A_password_that_was_lent_does_not_come_back()
    {
        var identity = await LendableAsync("admin1");
        using var lent = Borrow();
        var returned = await ReturnAsync(identity);
        var error = await Assert.ThrowsAsync<MimException>(() => _fixture.Session.Rotation.UndoAsync(returned.RotationId!.Value, default));
        Assert.Contains("was lent", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_lent_is_given_up_by_force_only()
    {
        var identity = await LendableAsync("admin1");
        using var lent = Borrow();
        var register = _fixture.Session.AccountRegister;
        Assert.Contains("is lent", (await Assert.ThrowsAsync<MimException>(() => register.UnregisterAsync(identity.Id, null, isForced: false, default))).Message, StringComparison.Ordinal);
        await register.UnregisterAsync(identity.Id, null, isForced: true, default);
        Assert.Equal(AccountLeaseState.Freed, Assert.Single(Leases()).StateAt(_fixture.Time.Now));
    }

    private static NewAccount InLibrary(NewAccount wanted) => wanted with { Tags = ["library=admins"] };

    private static string Skipped(RotationResult result)
    {
        Assert.Equal(RotationOutcome.Skipped, result.Outcome);
        return result.Reason!;
    }

    private Task<MachineIdentity> LendableAsync(string name, Func<NewAccount, NewAccount>? how = null) =>
        _fixture.RegisterAsync(wanted => (how ?? (same => same))(InLibrary(wanted)), name);

    private LentAccount Borrow() => Borrow(lifetime: null);

    private LentAccount Borrow(TimeSpan? lifetime) =>
        _fixture.Session.Lending.Borrow(new AccountLoan { Library = "admins", Purpose = "INC-1", Lifetime = lifetime }, default);

    private LentAccount BorrowOf(Guid identityId) => _fixture.Session.Lending.Borrow(new AccountLoan { IdentityId = identityId, Purpose = "INC-1" }, default);

    private AccountLease Prolong(MachineIdentity identity, TimeSpan lifetime) =>
        _fixture.Session.Lending.Prolong(identity.Id, lifetime, isForced: false, default);

    /// <summary>Borrows and returns; whether that came so far that a word with the server was the last one.</summary>
    private async Task<bool> DiesAsync(MachineIdentity identity, int word)
    {
        using var lent = Borrow();
        Assert.Equal(_fixture.Password("admin1"), Encoding.UTF8.GetString(lent.Password.Span));
        var words = 0;
        _fixture.Server.Before = (_, _) =>
        {
            if (++words == word)
            {
                throw new InvalidOperationException("The process dies.");
            }
        };
        try
        {
            Assert.Equal(RotationOutcome.Completed, (await ReturnAsync(identity)).Outcome);
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
        finally
        {
            _fixture.Server.Before = (_, _) => { };
        }
    }

    private async Task<RotationResult> ReturnAsync(MachineIdentity identity, bool isForced = false)
    {
        _fixture.Time.Now += TimeSpan.FromSeconds(1);
        var results = new List<RotationResult>();
        await foreach (var result in _fixture.Session.Lending.ReturnAsync([identity.Id], isForced, new RotationOptions(), default))
        {
            results.Add(result);
        }

        return Assert.Single(results);
    }

    private List<RotationResult> RunDue()
    {
        _fixture.Time.Now += TimeSpan.FromSeconds(1);
        return [.. _fixture.Session.Rotation.RotateAsync(_fixture.Session.Rotation.Due(default).ToList(), new RotationOptions { OnlyIfDue = true }, default).ToBlockingEnumerable()];
    }

    private List<AccountLease> Leases() => [.. _fixture.Session.Lending.Find(new AccountLeaseQuery(), default)];
}
