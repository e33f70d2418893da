using System.Text;
using Mim.Core.Access;
using Mim.Core.Accounts;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Vault;
using Mim.Delivery;
using Mim.Inventory;
using Mim.Testing;
using Mim.Testing.Doubles;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Accounts;

/// <summary>A store, and a server of accounts in memory whose administrator is a secret of it.</summary>
internal sealed class AccountFixture : IDisposable
{
    public const string Before = "before-Password-1";
    private readonly TemporaryFolder _folder = new();

    public AccountFixture()
    {
        Session = Open();
        using var password = Material(FakeRotator.AdministratorPassword);
        Session.Secrets.Create(new NewSecret { Name = "keeper", Value = password, UserName = FakeRotator.Administrator }, CancellationToken.None);
    }

    public ManualTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public FakeRotator Server { get; } = new();

    /// <summary>What a search finds on the server.</summary>
    public FakeLister Lister { get; } = new();

    public MimSession Session { get; private set; }

    /// <summary>What the store was asked for since the session began to read accounts.</summary>
    public CountedInventory? Counted { get; private set; }

    private string Location => _folder["inventory.db"];

    /// <summary>Path of the file of a consumer.</summary>
    public string Consumer => _folder["app.conf"];

    public static KeyMaterial Material(string text) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));

    /// <summary>An account there, or a pair, with the password that the first of them has.</summary>
    public async Task<MachineIdentity> RegisterAsync(Func<NewAccount, NewAccount> how, params string[] accounts)
    {
        Array.ForEach(accounts, account => Server.Passwords[account] = Before);
        using var password = Material(Before);
        var wanted = new NewAccount { Name = accounts[0], Settings = FakeRotator.Place(accounts), Password = password, Administrator = "keeper" };
        return await Session.Accounts.RegisterAsync(how(wanted), CancellationToken.None);
    }

    /// <summary>Finds accounts there, and imports them.</summary>
    public async Task<List<MachineIdentity>> ImportAsync(params IEnumerable<AccountSighting> accounts)
    {
        Lister.Accounts.Clear();
        Lister.Accounts.AddRange(accounts);
        using var reader = AccountServer.Credential(FakeLister.Reader, FakeLister.ReaderPassword);
        using var run = Session.Importer.Open(CancellationToken.None);
        await foreach (var finding in Session.AccountDiscovery.FindAsync(FakeRotator.Place(FakeLister.Reader), reader, new AccountScan(), CancellationToken.None))
        {
            run.AddFinding(finding, new ImportDocumentation());
        }

        return [.. run.Complete().Select(outcome => outcome.Error is { } error ? throw error : outcome.Result!.Identity)];
    }

    /// <summary>Adds a consumer that reads user name and password from a file.</summary>
    public Target AddConsumer(MachineIdentity identity, MaintenanceWindow? window = null) => Session.Targets.Add(
        new NewTarget
        {
            IdentityId = identity.Id,
            Settings = new FileTargetSettings { Path = Consumer, Layout = FileLayout.Template, Template = "{{username}}:{{password}}" },
            Window = window,
        },
        CancellationToken.None);

    public RotationResult Publish(MachineIdentity identity)
    {
        Tick();
        return Only(Session.Rotation.PublishAsync([identity.Id], null, CancellationToken.None));
    }

    public RotationResult Rotate(MachineIdentity identity, bool force = false)
    {
        Tick();
        return Only(Session.Rotation.RotateAsync([identity.Id], new RotationOptions { Force = force }, CancellationToken.None));
    }

    /// <summary>Whether what the consumer reads logs in.</summary>
    public bool ConsumerLogsIn() => File.ReadAllText(Consumer).Split(':', 2) is [var account, var password] && Server.Passwords[account] == password;

    /// <summary>What an account has now.</summary>
    public string Password(string account) => Server.Passwords[account];

    /// <summary>Closes the session and opens the store anew, as somebody else where that is said.</summary>
    public MimSession Reopen(ActContext? context = null)
    {
        Session.Dispose();
        return Session = Open(context);
    }

    /// <summary>What is known of the use of an identity.</summary>
    public List<Evidence> Evidence(Guid identityId)
    {
        using var raw = new SqliteStoreFactory(Time).Open(Location, create: false, CancellationToken.None);
        return [.. raw.Evidence.OfIdentity(identityId, CancellationToken.None)];
    }

    public void Dispose()
    {
        Session.Dispose();
        _folder.Dispose();
    }

    // Rotations are told apart by when they started.
    private void Tick() => Time.Now += TimeSpan.FromSeconds(1);

    private static RotationResult Only(IAsyncEnumerable<RotationResult> results) => results.ToBlockingEnumerable().Single();

    private MimSession Open(ActContext? context = null) => DecoratedSession.Open(Location, Time, parts => parts with
    {
        Context = context ?? parts.Context,
        Inventory = Counted = new CountedInventory(parts.Inventory),
        Rotators = [Server],
        AccountDiscovery = parts.AccountDiscovery with { Listers = [Lister] },
        Targets = [.. parts.Targets.Where(adapter => adapter.Kind != TargetKind.Account), new AccountTargetAdapter([Server])],
    });
}
