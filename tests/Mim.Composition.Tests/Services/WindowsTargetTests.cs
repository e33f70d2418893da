using Mim.Composition.Tests.Crash;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Doubles;

namespace Mim.Composition.Tests.Services;

/// <summary>Targets of a Windows that is not one: the product's own adapters over stores and bindings that are a file.</summary>
public sealed class WindowsTargetTests : IDisposable
{
    private const string Site = "web.corp.test:443";
    private const string Desktop = "RDP-Tcp";
    private const string Management = "*";
    private readonly TemporaryFolder _folder = new();
    private readonly FakeWindows _windows;
    private readonly MimSession _session;
    private readonly MachineIdentity _web;

    public WindowsTargetTests()
    {
        _windows = new FakeWindows(FakeWindows.PathBeside(_folder["inventory.db"]));
        _session = DecoratedSession.Open(_folder["inventory.db"], TimeProvider.System, Decorate);
        _session.Authorities.Create(new() { Name = "corp" }, CancellationToken.None);
        _web = _session.Certificates.Issue(new() { Name = "web", DnsNames = ["web.corp.test"] }, CancellationToken.None);
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(TargetKind.Iis, Site)]
    [InlineData(TargetKind.RemoteDesktop, Desktop)]
    [InlineData(TargetKind.WinRm, Management)]
    public void Whatever_happens_the_certificate_of_before_or_the_new_one_is_served(TargetKind kind, string binding)
    {
        Deliver(kind, binding);
        List<string> rows = [];
        void Saw(string name, params IEnumerable<RotationOutcome> outcomes) =>
            rows.Add(DeliveryCase.Row(LabelOf(kind), name, outcomes, outcomes.Last() == RotationOutcome.Completed));

        Saw(DeliveryCase.NothingFails.Name, Rotate());
        Saw("somebody else bound another certificate", While(BindAnother(kind, binding), Rotate));
        Saw("the store and the binding are closed to us", While(state => state with { IsOpen = false }, Rotate));
        Saw("the old version is served whatever is bound", While(state => state with { Served = state.Bindings }, Rotate));
        var lost = While(state => state with { Served = new Dictionary<string, string>() }, Rotate);
        Saw("the listener cannot be reached, and can later", lost, Resume());
        DeliveryTable.AssertSays(rows, LabelOf(kind), skip: 0);
    }

    [Fact]
    public async Task Undone_and_repaired_the_version_that_the_store_knows_is_served()
    {
        Deliver(TargetKind.Iis, Site);
        Deliver(TargetKind.RemoteDesktop, Desktop);
        Deliver(TargetKind.WindowsStore, null);
        Assert.Equal(RotationOutcome.Completed, Rotate());
        var query = new RotationQuery { IdentityId = _web.Id, Outcomes = [RotationOutcome.Completed], First = 1 };
        var rotation = _session.Rotation.Find(query, CancellationToken.None).Single();
        var undone = await _session.Rotation.UndoAsync(rotation.Id, CancellationToken.None);
        Assert.True(undone.Outcome == RotationOutcome.Undone, undone.Reason);
        AssertServed();
        Assert.Single(_windows.State.Certificates, one => one.Store == WindowsTargetSettings.DefaultStore);

        _windows.Change(state => state with { Bindings = new Dictionary<string, string>() });
        var repaired = _session.Rotation.ReconcileAsync([_web.Id], new RotationOptions(), CancellationToken.None)
            .ToBlockingEnumerable().Single();
        Assert.True(repaired.Outcome == RotationOutcome.Completed, repaired.Reason);
        AssertServed();
    }

    [Theory]
    [InlineData(TargetKind.Iis, Site)]
    [InlineData(TargetKind.RemoteDesktop, Desktop)]
    [InlineData(TargetKind.WinRm, Management)]
    public async Task Killed_anywhere_a_rotation_that_fails_is_completed_or_taken_back(TargetKind kind, string binding)
    {
        Deliver(kind, binding);
        using var work = new RecordedWork(_folder["inventory.db"], "fail-only", _web.Id, fewest: 12, Decorate);
        var outcomes = await work.ResumeEverywhereAsync(DeliveryCase.KilledEnds);
        DeliveryTable.AssertSays([DeliveryCase.KilledRow(LabelOf(kind), outcomes)], LabelOf(kind), skip: 5);
    }

    [Fact]
    public async Task Killed_anywhere_a_store_has_the_version_that_the_inventory_knows()
    {
        Deliver(TargetKind.WindowsStore, null);
        using var work = new RecordedWork(_folder["inventory.db"], "rotate", _web.Id, fewest: 8, Decorate);
        var outcomes = await work.ResumeEverywhereAsync(new Dictionary<RotationOutcome, int> { [RotationOutcome.Completed] = 1 });
        var label = LabelOf(TargetKind.WindowsStore);
        DeliveryTable.AssertSays([$"| {label} | killed before or after any step | {outcomes} | new |"], label, skip: 0);
    }

    [Fact]
    public void Whatever_happens_a_store_has_the_version_that_the_inventory_knows()
    {
        Deliver(TargetKind.WindowsStore, null);
        var label = LabelOf(TargetKind.WindowsStore);
        var (done, closed) = (Rotate(), While(state => state with { IsOpen = false }, Rotate));
        var opened = Resume();
        List<string> rows =
        [
            DeliveryCase.Row(label, DeliveryCase.NothingFails.Name, [done], isNew: true),
            DeliveryCase.Row(label, "the store is closed to us, and open later", [closed, opened], isNew: false),
        ];
        Assert.Equal(2, _session.Identities.Get(_web.Id).Version);
        DeliveryTable.AssertSays(rows, label, skip: 1);
    }

    private static Func<FakeWindowsState, FakeWindowsState> BindAnother(TargetKind kind, string binding) => state => state with
    {
        Certificates = [.. state.Certificates, new FakeWindowsCertificate("LocalMachine/My", [1], HasPrivateKey: true, "by hand", Reader: null)],
        Bindings = new Dictionary<string, string> { [$"{kind} {binding}"] = FakeWindows.Thumbprint([1]) },
    };

    private static string LabelOf(TargetKind kind) => $"{kind}, not on Windows";

    private SessionParts Decorate(SessionParts parts) =>
        parts with { Targets = [.. parts.Targets, .. FakeWindowsTargets.Beside(_folder["inventory.db"], parts)] };

    private void Deliver(TargetKind kind, string? binding)
    {
        var settings = new WindowsTargetSettings { Store = WindowsTargetSettings.DefaultStore, Binding = binding, Timeout = TimeSpan.FromSeconds(1) };
        _session.Targets.Add(new NewTarget { IdentityId = _web.Id, Kind = kind, Settings = settings }, CancellationToken.None);
        var result = _session.Rotation.PublishAsync([_web.Id], null, CancellationToken.None).ToBlockingEnumerable().Single();
        Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason);
    }

    /// <summary>Does it while something is wrong, puts that right, and sees that a proved version is served.</summary>
    private RotationOutcome While(Func<FakeWindowsState, FakeWindowsState> wrong, Func<RotationOutcome> work)
    {
        var before = _windows.State;
        _windows.Change(wrong);
        var outcome = work();
        _windows.Change(state => state with
        {
            IsOpen = true, Served = null, Bindings = before.Bindings, Certificates = [.. state.Certificates.Where(one => one.Certificate.Length > 1)],
        });
        AssertServed();
        return outcome;
    }

    private RotationOutcome Rotate() =>
        _session.Rotation.RotateAsync([_web.Id], new RotationOptions(), CancellationToken.None).ToBlockingEnumerable().Single().Outcome;

    private RotationOutcome Resume()
    {
        var outcome = _session.Rotation.ResumeAsync([], CancellationToken.None).ToBlockingEnumerable().Single().Outcome;
        AssertServed();
        return outcome;
    }

    private void AssertServed()
    {
        foreach (var target in _session.Targets.Find(_web.Id, CancellationToken.None).ToList())
        {
            var test = _session.Targets.TestAsync(target.Id, CancellationToken.None).GetAwaiter().GetResult();
            Assert.True(test.Holds, test.Reason);
        }
    }
}
