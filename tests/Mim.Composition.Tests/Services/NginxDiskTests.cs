using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Services;

/// <summary>A service whose files lie on a disk that cannot be written, for one reason or the other.</summary>
public sealed class NginxDiskTests
{
    [SmallDiskFact]
    public async Task A_disk_that_takes_nothing_changes_nothing()
    {
        if (ProgramFinder.Missing("nginx") is not null)
        {
            return;
        }

        using var disk = new SmallDisk(kilobytes: 64);
        using var fixture = new ServiceFixture(folder => new RealNginx(folder, disk.Path));
        var full = new DeliveryCase("the disk is full", _ => WhileAsync(fixture, disk.Fill, disk.Free));
        var locked = new DeliveryCase("the files may not be written", _ => WhileAsync(fixture, disk.MakeReadOnly, disk.MakeWritable));
        List<string> rows = [];
        foreach (var way in new[] { full, locked })
        {
            rows.Add(way.Row(fixture.Service, await way.RunAsync(fixture), isNew: false));
            Assert.Equal(1, fixture.Current.Version);
            await fixture.AssertServesCurrentAsync();
        }

        Assert.Equal(RotationOutcome.Completed, fixture.Rotate().Outcome);
        await fixture.AssertServesCurrentAsync();
        DeliveryTable.AssertSays(rows, fixture.Service.Label, DeliveryCase.All.Count + 1);
    }

    private static Task<IReadOnlyList<RotationOutcome>> WhileAsync(ServiceFixture fixture, Action begin, Action end)
    {
        begin();
        var outcome = fixture.Rotate().Outcome;
        end();
        return Task.FromResult<IReadOnlyList<RotationOutcome>>([outcome]);
    }
}
