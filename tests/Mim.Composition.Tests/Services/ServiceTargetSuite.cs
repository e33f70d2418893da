using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Services;

/// <summary>
/// A real service whose certificate is rotated, and whose rotation is made to fail in every way, while a client connects again
/// and again.
/// </summary>
public abstract class ServiceTargetSuite
{
    private protected const int Handshakes = 30;

    private protected abstract RealService NewService(TemporaryFolder folder);

    /// <summary>What happens to it.</summary>
    private protected virtual IEnumerable<DeliveryCase> Cases => DeliveryCase.All;

    [SuiteFact]
    public async Task Whatever_happens_no_handshake_fails_and_a_proved_version_is_served()
    {
        using var fixture = new ServiceFixture(NewService);
        await fixture.AssertServesCurrentAsync();
        List<string> rows = [];
        var client = new HandshakeClient(fixture.Probe, fixture.Question);
        await using (client)
        {
            await client.WaitAsync(Handshakes);
            foreach (var way in Cases)
            {
                var before = fixture.Current.Version;
                var outcomes = await way.RunAsync(fixture);
                await fixture.AssertServesCurrentAsync();
                await client.WaitAsync(Handshakes);
                Assert.Equal(fixture.Current.Fingerprint, client.Served.Last());
                rows.Add(way.Row(fixture.Service, outcomes, fixture.Current.Version > before));
            }
        }

        Assert.Empty(client.Failures);

        // What was taken back may have been served for a moment; nothing else ever was.
        var versions = fixture.Session.Identities.Versions(fixture.Identity.Id).Select(version => version.Fingerprint!);
        Assert.Subset(versions.ToHashSet(), client.Served.ToHashSet());
        DeliveryTable.AssertSays(rows, fixture.Service.Label, skip: 0);
    }
}
