using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

/// <summary>What a rotation will be refused for is seen before a version is issued for it.</summary>
public sealed class RotationPreparationTests : IDisposable
{
    private readonly RotationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Where_somebody_else_changed_a_file_nothing_is_issued()
    {
        File.AppendAllText(_fixture.Two.File!.KeyPath!, "# by hand\n");
        Refused(MimErrorCause.LocationChanged);
    }

    [Fact]
    public void Where_a_folder_is_gone_nothing_is_issued()
    {
        Directory.Delete(Path.GetDirectoryName(_fixture.Two.Address)!, recursive: true);
        Refused(MimErrorCause.InstallFailed);
    }

    [Fact]
    public void A_location_whose_window_is_closed_is_looked_at_too()
    {
        var window = new MaintenanceWindow("0 2 * * SUN", TimeSpan.FromHours(2), "UTC");
        _fixture.Session.Targets.Add(
            new NewTarget { IdentityId = _fixture.Web.Id, Settings = _fixture.Two.Settings, Window = window }, CancellationToken.None);
        File.AppendAllText(_fixture.Two.Address, "# by hand\n");
        Refused(MimErrorCause.LocationChanged);
    }

    [Fact]
    public void Forced_it_takes_the_file_over()
    {
        File.AppendAllText(_fixture.Two.File!.KeyPath!, "# by hand\n");
        _fixture.Time.Now += TimeSpan.FromSeconds(1);
        var result = _fixture.Session.Rotation.RotateAsync([_fixture.Web.Id], new RotationOptions { Force = true }, CancellationToken.None)
            .ToBlockingEnumerable().Single();
        Assert.Equal((RotationOutcome.Completed, null), (result.Outcome, result.Reason));
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void Forced_or_not_a_folder_that_is_gone_is_refused_first()
    {
        Directory.Delete(Path.GetDirectoryName(_fixture.Two.Address)!, recursive: true);
        var result = _fixture.Session.Rotation.RotateAsync([_fixture.Web.Id], new RotationOptions { Force = true }, CancellationToken.None)
            .ToBlockingEnumerable().Single();
        Assert.Equal(RotationOutcome.RolledBack, result.Outcome);
        Assert.Single(_fixture.Session.Identities.Versions(_fixture.Web.Id));
    }

    [Fact]
    public void Who_dies_looking_is_resumed()
    {
        _fixture.Faults.Before = (method, target) =>
            method == nameof(ILooksAhead.LookAheadAsync) && target.Id == _fixture.Two.Id ? throw new InvalidProgramException() : Task.CompletedTask;
        Assert.Throws<InvalidProgramException>(() => _fixture.Rotate());
        _fixture.Faults.Heal();
        Assert.Equal((RotationOutcome.Completed, 2), (Assert.Single(_fixture.Resume()).Outcome, _fixture.Current().Version));
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
    }

    private void Refused(MimErrorCause cause)
    {
        var before = _fixture.Names.ToList();
        var result = _fixture.Rotate();
        Assert.Equal((RotationOutcome.RolledBack, cause), (result.Outcome, result.Error!.Cause));
        Assert.Contains(Path.GetDirectoryName(_fixture.Two.Address)!, result.Reason, StringComparison.Ordinal);
        Assert.Single(_fixture.Session.Identities.Versions(_fixture.Web.Id));
        Assert.Equal(before, _fixture.Names);
        _fixture.AssertHolds(1, _fixture.One);
    }
}
