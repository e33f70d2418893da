using Mim.Composition.Tests.Crash;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Services;

/// <summary>A service whose rotation, one that fails, is gone on with from what a death at any step would leave.</summary>
public abstract class KilledServiceSuite : ServiceTargetSuite
{
    private protected override int RowsBetween => 1;

    /// <summary>The states that are gone on with.</summary>
    private protected virtual IEnumerable<Shot> Of(RecordedWork work) => work.Shots;

    [SuiteFact]
    public async Task Killed_anywhere_a_rotation_that_fails_is_completed_or_taken_back()
    {
        using var fixture = new ServiceFixture(NewService);
        using var work = new RecordedWork(fixture.Store, "fail-only", fixture.Identity.Id, fewest: 14);
        var client = new HandshakeClient(fixture.Probe, fixture.Question, perSecond: 40);
        await using (client)
        {
            var outcomes = await work.ResumeEverywhereAsync(
                DeliveryCase.KilledEnds,
                async shot =>
                {
                    await fixture.ServeAsync(work, shot);
                    return null;
                },
                Of(work));
            await client.WaitAsync(Handshakes);
            DeliveryTable.AssertSays([DeliveryCase.KilledRow(fixture.Service.Kind, outcomes)], fixture.Service.Label, Cases.Count);
        }

        await fixture.AssertServesCurrentAsync();
        Assert.Empty(client.Failures);
    }
}
