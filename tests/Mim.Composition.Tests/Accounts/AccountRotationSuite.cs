using System.Text;
using Mim.Composition.Tests.Crash;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Delivery;
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

/// <summary>
/// Accounts of one real server, each with a consumer that reads name and password from a file: rotated, killed at every write to the store
/// and every word with the server, and taken back.
/// </summary>
public abstract class AccountRotationSuite : IDisposable
{
    private const string Before = "before-Password-1";
    private const int FewestShots = 12;
    private const int MostDeaths = 60;

    private static readonly IReadOnlyDictionary<RotationOutcome, int> _completed =
        new Dictionary<RotationOutcome, int> { [RotationOutcome.Completed] = 1 };

    private static readonly IReadOnlyDictionary<RotationOutcome, int> _completedOrTakenBack =
        new Dictionary<RotationOutcome, int> { [RotationOutcome.Completed] = 1, [RotationOutcome.RolledBack] = 0 };

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<AccountSystem, IAccountRotator> _rotators = AccountRotatorSet.All(TimeProvider.System)
        .Concat(AccountRotatorSet.OfMachine(new LocalCommandRunner(TimeProvider.System))).ToDictionary(rotator => rotator.System);

    /// <summary>The server, the same for the whole test.</summary>
    protected abstract AccountServer Server { get; }

    /// <summary>Whether it dies at every step, also where the step before left the same at the server.</summary>
    protected virtual bool MeetsAll => false;

    /// <summary>How many words a rotation in place has with the server, or more.</summary>
    protected virtual int FewestDeaths => 5;

    private string Consumer => _folder["app.conf"];

    private string Store => _folder["inventory.db"];

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [SuiteFact]
    public async Task Killed_anywhere_a_rotation_in_place_is_completed_by_the_next_run()
    {
        var identity = await RegisterAsync(hold: null, "mim_app");
        using var work = new RecordedWork(Store, "account", identity.Id, FewestShots);
        await work.ResumeEverywhereAsync(_completed, shot => PlaceAsync(shot, "mim_app"), Turns(work));
        await AssertConsumerLogsInAsync();
    }

    [SuiteFact]
    public async Task Killed_anywhere_a_rotation_of_a_pair_leaves_the_consumer_let_in_at_every_moment()
    {
        var identity = await RegisterAsync(hold: null, "mim_app_a", "mim_app_b");
        using var work = new RecordedWork(Store, "account", identity.Id, FewestShots);
        await work.ResumeEverywhereAsync(
            _completed,
            async shot =>
            {
                await PlaceAsync(shot, "mim_app_a", "mim_app_b");
                await AssertConsumerLogsInAsync();
                return null;
            },
            Turns(work));
        await AssertConsumerLogsInAsync();
    }

    [SuiteFact]
    public async Task Killed_anywhere_a_rotation_that_a_consumer_refuses_is_completed_or_taken_back()
    {
        var identity = await RegisterAsync(hold: null, "mim_app");
        using var work = new RecordedWork(Store, "account-fail", identity.Id, FewestShots);
        await work.ResumeEverywhereAsync(_completedOrTakenBack, shot => PlaceAsync(shot, "mim_app"), MeetsAll ? null : Turns(work));
        await AssertConsumerLogsInAsync();
    }

    /// <summary>A process of its own for each death, where the others look at what one would leave.</summary>
    [SuiteFact]
    public async Task A_process_killed_at_any_word_with_the_server_is_gone_on_with()
    {
        var identity = await RegisterAsync(hold: null, "mim_app");
        var scenario = MeetsAll ? "account" : "account-server";
        var deaths = 0;
        while (MortalProcess.DiesAt(Store, scenario, identity.Id, deaths + 1, "before"))
        {
            deaths++;
            await RecoverAsync();
        }

        Assert.InRange(deaths, MeetsAll ? FewestShots : FewestDeaths, MostDeaths);
        Assert.True(MortalProcess.DiesAt(Store, scenario, identity.Id, deaths, "after"));
        await RecoverAsync();
    }

    [SuiteFact]
    public async Task A_consumer_of_a_pair_is_let_in_throughout_rotations()
    {
        var identity = await RegisterAsync(TimeSpan.FromTicks(1), "mim_app_a", "mim_app_b");
        using var session = DecoratedSession.Open(Store);
        var loop = new ConsumerLoop(LogInAsync);
        await using (loop)
        {
            for (var round = 0; round < 3; round++)
            {
                Assert.Equal(RotationOutcome.Overlapping, Rotate(session, identity).Outcome);

                // Whoever read the old one before is done with it when it is closed.
                await loop.WaitForAnotherAsync();
                var closed = Assert.Single(session.Rotation.ResumeAsync([], new RotationOptions(), CancellationToken.None).ToBlockingEnumerable());
                Assert.Equal(RotationOutcome.Completed, closed.Outcome);
            }

            await loop.WaitForAnotherAsync();
        }

        Assert.Equal(0, loop.Refused);
        Assert.Equal(Server.NameOf("mim_app_b"), session.Identities.Get(identity.Id).Subject);
        Assert.Equal(LoginAnswer.Refused, await LogInAsync(Server.NameOf("mim_app_a"), Before));
    }

    private async Task RecoverAsync()
    {
        using (var session = DecoratedSession.Open(Store))
        {
            Assert.All(Invariants.Recover(session), result => Assert.Equal(RotationOutcome.Completed, result.Outcome));
        }

        await AssertConsumerLogsInAsync();
    }

    private static RotationResult Rotate(MimSession session, MachineIdentity identity) =>
        session.Rotation.RotateAsync([identity.Id], new RotationOptions(), CancellationToken.None).ToBlockingEnumerable().Single();

    private async Task<MachineIdentity> RegisterAsync(TimeSpan? hold, params string[] accounts)
    {
        Array.ForEach(accounts, account => Server.Make(account, Before));
        using var session = DecoratedSession.Open(Store);
        using var keeper = Material(Server.AdministratorPassword);
        session.Secrets.Create(new NewSecret { Name = "keeper", Value = keeper, UserName = Server.Administrator }, CancellationToken.None);
        using var password = Material(Before);
        var identity = await session.Accounts.RegisterAsync(
            new NewAccount
            {
                Name = "app",
                Settings = Server.Settings(accounts),
                Password = password,
                Administrator = Server.HasKeeper ? "keeper" : null,
                Hold = hold,
            },
            CancellationToken.None);
        var template = new FileTargetSettings { Path = Consumer, Layout = FileLayout.Template, Template = "{{username}}\n{{password}}" };
        session.Targets.Add(new NewTarget { IdentityId = identity.Id, Settings = template }, CancellationToken.None);
        var published = Assert.Single(session.Rotation.PublishAsync([identity.Id], null, CancellationToken.None).ToBlockingEnumerable());
        Assert.Equal(RotationOutcome.Completed, published.Outcome);
        return identity;
    }

    /// <summary>Of deaths in a row that left the same at the server the first and the last.</summary>
    private static IEnumerable<Shot> Turns(RecordedWork work) => work.Shots.Where((shot, index) =>
        index == 0 || index == work.Shots.Count - 1 || Held(shot) != Held(work.Shots[index - 1]) || Held(shot) != Held(work.Shots[index + 1]));

    private static string Held(Shot shot) => File.ReadAllText(Path.Combine(shot.Folder, "accounts"));

    /// <summary>Gives the accounts what they had at the moment of a death.</summary>
    private async Task<IAsyncDisposable?> PlaceAsync(Shot shot, params string[] accounts)
    {
        var held = Held(shot).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ').Select(Decode).ToArray())
            .ToDictionary(parts => parts[0], parts => parts[1]);
        using var keeper = AccountServer.Credential(Server.Administrator, Server.AdministratorPassword);
        foreach (var account in accounts)
        {
            using var password = AccountServer.Credential(Server.NameOf(account), held.GetValueOrDefault(Server.NameOf(account), Before));
            await _rotators[Server.System].ChangeAsync(Server.Settings(account), keeper, password, CancellationToken.None);
        }

        return null;
    }

    private async Task AssertConsumerLogsInAsync() => Assert.Equal(LoginAnswer.Accepted, await LogInAsync());

    private Task<LoginAnswer> LogInAsync() =>
        File.ReadAllText(Consumer).Split('\n', 2) is [var account, var password] ? LogInAsync(account, password) : throw new InvalidDataException(Consumer);

    private async Task<LoginAnswer> LogInAsync(string name, string password)
    {
        using var credential = AccountServer.Credential(name, password);
        return await _rotators[Server.System].LogInAsync(Server.Settings("mim_app"), credential, CancellationToken.None);
    }

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private static KeyMaterial Material(string text) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));
}
