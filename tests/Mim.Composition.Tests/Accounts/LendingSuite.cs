using System.Text;
using Mim.Composition.Tests.Crash;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Accounts.Lending;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Vault;
using Mim.Delivery;
using Mim.Delivery.Commands;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

/// <summary>An account of one real server is borrowed, and returned or left to its end: the password that was lent is refused there.</summary>
public abstract class LendingSuite : IDisposable
{
    private const string Account = "mim_lent";
    private const string Before = "before-Password-1";
    private const int FewestWords = 4;
    private const int MostWords = 20;

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly Dictionary<AccountSystem, IAccountRotator> _rotators = AccountRotatorSet.All(TimeProvider.System)
        .Concat(AccountRotatorSet.OfMachine(new LocalCommandRunner(TimeProvider.System))).ToDictionary(rotator => rotator.System);

    private readonly Lazy<MimSession> _session;

    protected LendingSuite() => _session = new(() => DecoratedSession.Open(Store, _time));

    /// <summary>The server, the same for the whole test.</summary>
    protected abstract AccountServer Server { get; }

    private MimSession Session => _session.Value;

    private string Store => _folder["inventory.db"];

    public void Dispose()
    {
        if (_session.IsValueCreated)
        {
            Session.Dispose();
        }

        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [SuiteFact]
    public async Task Returned_the_password_that_was_lent_is_refused()
    {
        var identity = await RegisterAsync();
        var lent = Borrow();
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync(lent));
        _time.Now += TimeSpan.FromSeconds(1);
        var returned = Assert.Single(
            Session.Lending.ReturnAsync([identity.Id], isForced: false, new RotationOptions(), CancellationToken.None).ToBlockingEnumerable());
        Assert.True(returned.Outcome == RotationOutcome.Completed, returned.Reason);

        Assert.Equal(LoginAnswer.Refused, await LogInAsync(lent));
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync(Borrow()));
    }

    [SuiteFact]
    public async Task At_the_end_of_its_lease_it_is_refused_after_the_next_run()
    {
        await RegisterAsync();
        var lent = Borrow();
        _time.Now += TimeSpan.FromHours(1);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync(lent));
        RunDue();

        Assert.Equal(LoginAnswer.Refused, await LogInAsync(lent));
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync(Borrow()));
    }

    /// <summary>A process of its own returns the account, and is killed at one word with the server after the other.</summary>
    protected async Task DieOnReturnAsync()
    {
        var identity = await RegisterAsync();
        var (word, lent) = (1, Borrow());
        while (MortalProcess.DiesAt(Store, "account-return", identity.Id, word, "before"))
        {
            Assert.InRange(word++, 1, MostWords);
            RunDue();
            Assert.Equal(LoginAnswer.Refused, await LogInAsync(lent));
            lent = Borrow();
            Assert.Equal(LoginAnswer.Accepted, await LogInAsync(lent));
        }

        Assert.InRange(word, FewestWords, MostWords);
        Assert.Equal(LoginAnswer.Refused, await LogInAsync(lent));
    }

    private async Task<MachineIdentity> RegisterAsync()
    {
        Server.Make(Account, Before);
        using var keeper = Material(Server.AdministratorPassword);
        Session.Secrets.Create(new NewSecret { Name = "keeper", Value = keeper, UserName = Server.Administrator }, CancellationToken.None);
        using var password = Material(Before);
        return await Session.Accounts.RegisterAsync(
            new NewAccount
            {
                Name = "admin1",
                Settings = Server.Settings(Account),
                Password = password,
                Administrator = Server.HasKeeper ? "keeper" : null,
                Tags = ["library=admins"],
            },
            CancellationToken.None);
    }

    private void RunDue()
    {
        var due = Session.Rotation.Due(CancellationToken.None).ToList();
        var run = Assert.Single(Session.Rotation.RotateAsync(due, new RotationOptions { OnlyIfDue = true }, CancellationToken.None).ToBlockingEnumerable());
        Assert.True(run.Outcome == RotationOutcome.Completed, run.Reason);
    }

    private string Borrow()
    {
        using var lent = Session.Lending.Borrow(new AccountLoan { Library = "admins", Purpose = "INC-1" }, CancellationToken.None);
        return Encoding.UTF8.GetString(lent.Password.Span);
    }

    private async Task<LoginAnswer> LogInAsync(string password)
    {
        using var credential = AccountServer.Credential(Server.NameOf(Account), password);
        return await _rotators[Server.System].LogInAsync(Server.Settings(Account), credential, CancellationToken.None);
    }

    private static KeyMaterial Material(string text) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));
}
