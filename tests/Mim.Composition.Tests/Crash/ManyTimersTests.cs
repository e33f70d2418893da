using System.Diagnostics;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Crash;

/// <summary>Two operators and a scheduled task start the same rotation, each in a process of its own: it is done once.</summary>
public sealed class ManyTimersTests
{
    private const int Timers = 3;
    private const int Identities = 12;
    private const int WhenAllAreDue = 80;

    [Fact]
    public async Task Each_identity_is_rotated_once_in_a_file()
    {
        using var fixture = new CrashFixture();
        await RotateAsync(fixture);
    }

    [RequiresPostgresFact]
    public async Task Each_identity_is_rotated_once_in_a_shared_store()
    {
        using var fixture = new CrashFixture(PostgresTestInventory.NewLocation());
        await RotateAsync(fixture);
    }

    private static async Task RotateAsync(CrashFixture fixture)
    {
        var due = Enumerable.Range(0, Identities).Select(index => fixture.Deliver($"web{index}")).ToList();
        var timers = await Task.WhenAll(Enumerable.Range(0, Timers).Select(_ => fixture.StartDueAsync(WhenAllAreDue)));
        foreach (var timer in timers)
        {
            await timer.StandardInput.WriteLineAsync("go");
        }

        var lines = (await Task.WhenAll(timers.Select(LinesAsync))).SelectMany(line => line).ToList();
        Assert.Equal(due.Select(identity => $"{identity.Name} Completed ").Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));

        using var session = fixture.Open();
        foreach (var identity in due)
        {
            Assert.Equal(2, session.Identities.Get(identity.Id).Version);
            var rotations = session.Rotation.Find(new RotationQuery { IdentityId = identity.Id }, CancellationToken.None);
            Assert.Single(rotations, rotation => !rotation.IsDelivery);
        }
    }

    private static async Task<string[]> LinesAsync(Process timer)
    {
        using (timer)
        {
            var error = timer.StandardError.ReadToEndAsync();
            var output = await timer.StandardOutput.ReadToEndAsync();
            await timer.WaitForExitAsync();
            Assert.True(timer.ExitCode == 0, await error);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
