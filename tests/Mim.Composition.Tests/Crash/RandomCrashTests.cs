using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Crash;

/// <summary>Killed with SIGKILL at random moments while two processes work on one store.</summary>
public sealed class RandomCrashTests
{
    private const int Kills = 200;
    private const int KillsOnServer = 60;
    private const int Workers = 2;
    private const int Delivered = 10;
    private const int LongestLife = 200;

    [UnixFact]
    public async Task Whatever_was_going_on_is_whole_after_a_resume()
    {
        using var fixture = new CrashFixture();
        await KillAndResume(fixture, Kills);
    }

    [RequiresPostgresFact]
    public async Task Whatever_was_going_on_in_a_shared_store_is_whole_after_a_resume()
    {
        using var fixture = new CrashFixture(PostgresTestInventory.NewLocation());
        await KillAndResume(fixture, KillsOnServer);
    }

    private static async Task KillAndResume(CrashFixture fixture, int kills)
    {
        for (var index = 0; index < Delivered; index++)
        {
            fixture.Deliver($"web-{index}");
        }

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => KillOften(fixture, worker, kills)));
        using var session = fixture.Open();
        Invariants.Recover(session);
        Assert.Contains(session.Rotation.Find(new RotationQuery { Outcomes = [RotationOutcome.Completed] }, CancellationToken.None), record => !record.IsDelivery);
        Assert.True(session.Identities.Count(new IdentityQuery { Names = ["bulk-*"] }, CancellationToken.None) > 0);

        var lists = session.RevocationLists.Find(null, CancellationToken.None).Select(list => list.Number).ToList();
        Assert.Equal(lists.Count, lists.Distinct().Count());
        ProgramRunner.Run("openssl", "crl", "-inform", "DER", "-in", fixture["corp.crl"], "-noout").Succeeded();
    }

    private static async Task KillOften(CrashFixture fixture, int worker, int kills)
    {
        var random = new Random(worker);
        for (var kill = 0; kill < kills / Workers; kill++)
        {
            await fixture.KillWorkAsync((kill * Workers) + worker, TimeSpan.FromMilliseconds(random.Next(LongestLife)));
        }
    }
}
