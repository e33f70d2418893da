using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Rotation;

/// <summary>A store with an authority and one certificate on two file targets that can be made to fail.</summary>
public sealed class RotationFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private FaultyTarget? _faults;

    public RotationFixture()
    {
        Session = NewSession();
        Session.Authorities.Create(new NewAuthority { Name = "corp" }, CancellationToken.None);
        Web = Issue("web01.corp.test");
        One = AddTarget("one");
        Two = AddTarget("two");
        Assert.Equal(RotationOutcome.Completed, Publish().Outcome);
    }

    public ManualTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public MimSession Session { get; }

    public MachineIdentity Web { get; }

    public Target One { get; }

    public Target Two { get; }

    public FaultyTarget Faults => _faults!;

    public string Folder => _folder.Path;

    /// <summary>Names of the files beside the installed ones.</summary>
    public IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.*", SearchOption.AllDirectories)
        .Select(path => Path.GetFileName(path))
        .Where(name => !name.StartsWith("inventory", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>Previous copies and markers that lie about.</summary>
    public IEnumerable<string> Copies => Names.Where(name => name.StartsWith('.'));

    /// <summary>Another session on the same store, with targets that never fail.</summary>
    public MimSession NewHealthySession() => DecoratedSession.Open(_folder["inventory.db"], Time);

    public MachineIdentity Issue(string name, byte[]? request = null) => Session.Certificates.Issue(
        new NewCertificate { Name = name, Owner = "ops@corp.test", Request = request }, CancellationToken.None);

    public Target AddTarget(string name, MachineIdentity? identity = null, bool withKey = true)
    {
        Directory.CreateDirectory(_folder[name]);
        var file = new FileTargetSettings
        {
            Path = Path.Combine(_folder[name], "tls.pem"), KeyPath = withKey ? Path.Combine(_folder[name], "tls.key") : null,
        };
        return Session.Targets.Add(new NewTarget { IdentityId = (identity ?? Web).Id, Settings = file }, CancellationToken.None);
    }

    public RotationResult Rotate(bool onlyIfDue = false, MachineIdentity? identity = null)
    {
        Tick();
        return Rotate(Session, onlyIfDue, identity ?? Web);
    }

    public static RotationResult Rotate(MimSession session, bool onlyIfDue, MachineIdentity identity) => Only(
        session.Rotation.RotateAsync([identity.Id], new RotationOptions { OnlyIfDue = onlyIfDue }, CancellationToken.None));

    public RotationResult Publish()
    {
        Tick();
        return Only(Session.Rotation.PublishAsync([Web.Id], null, CancellationToken.None));
    }

    public RotationResult Undo(RotationResult rotation) =>
        Session.Rotation.UndoAsync(rotation.RotationId!.Value, CancellationToken.None).GetAwaiter().GetResult();

    public IReadOnlyList<RotationResult> Resume(MimSession? session = null, params Guid[] ids) =>
        (session ?? Session).Rotation.ResumeAsync(ids, CancellationToken.None).ToBlockingEnumerable().ToList();

    /// <summary>Fails every call of one method at one target.</summary>
    public void Fail(string method, Target at) => Faults.Before = (called, target) => called == method && target.Id == at.Id
        ? throw new MimException(MimErrorCause.InstallFailed, $"{method} fails at {target.Address}.", target.Address)
        : Task.CompletedTask;

    public MachineIdentity Current(MachineIdentity? identity = null) => Session.Identities.Get((identity ?? Web).Id);

    public CredentialVersion Version(int number) => Session.Identities.Versions(Web.Id).Single(version => version.Number == number);

    /// <summary>That targets hold the version with its key, by what lies there and by what the store says.</summary>
    public void AssertHolds(int number, params Target[] targets)
    {
        var expected = Version(number);
        Assert.Equal(expected.Id, Current().CurrentVersionId);
        foreach (var target in targets)
        {
            var test = Session.Targets.TestAsync(target.Id, CancellationToken.None).GetAwaiter().GetResult();
            Assert.True(test.Holds, $"{target.Address}: {test.Reason}");
            Assert.Equal(number, test.Target.InstalledVersion);
            Assert.Equal(expected.Id, Session.Identities.Locations(Web.Id).Single(location => location.TargetId == target.Id).VersionId);
        }
    }

    public void Dispose()
    {
        Session.Dispose();
        _folder.Dispose();
    }

    // Rotations are told apart by when they started.
    private void Tick() => Time.Now += TimeSpan.FromSeconds(1);

    private static RotationResult Only(IAsyncEnumerable<RotationResult> results) => results.ToBlockingEnumerable().Single();

    private MimSession NewSession() => DecoratedSession.Open(_folder["inventory.db"], Time, parts =>
    {
        _faults = new FaultyTarget(parts.Targets.Single(adapter => adapter.Kind == TargetKind.File));
        return parts with { Targets = [_faults] };
    });
}
