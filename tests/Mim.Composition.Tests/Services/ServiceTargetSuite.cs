using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Services;

/// <summary>
/// A real service whose certificate is rotated, and whose rotation is made to fail in every way, while a client connects again
/// and again.
/// </summary>
public abstract class ServiceTargetSuite
{
    private protected const int Handshakes = 30;
    private const int Kilobytes = 256;

    private protected abstract RealService NewService(TemporaryFolder folder);

    /// <summary>What happens to it.</summary>
    private protected virtual IReadOnlyList<DeliveryCase> Cases => DeliveryCase.All;

    /// <summary>Whether its files lie on a disk of their own, which is filled and closed, where one can be made.</summary>
    private protected virtual bool HasDisk => SmallDisk.WhyNot is null;

    /// <summary>How many rows of the table other tests of it see, between those of its cases and those of its disk.</summary>
    private protected virtual int RowsBetween => 0;

    [SuiteFact]
    public async Task Whatever_happens_no_handshake_fails_and_a_proved_version_is_served()
    {
        using var disk = HasDisk ? new SmallDisk(Kilobytes) : null;
        using var fixture = new ServiceFixture(folder => On(disk, NewService(folder)));
        await fixture.AssertServesCurrentAsync();
        var client = new HandshakeClient(fixture.Probe, fixture.Question);
        List<string> rows;
        List<string> ofDisk;
        await using (client)
        {
            await client.WaitAsync(Handshakes);
            rows = await SeeAsync(fixture, client, Cases);
            ofDisk = await SeeAsync(fixture, client, disk is null ? [] : DeliveryCase.Of(disk));
        }

        Assert.Empty(client.Failures);

        // What was taken back may have been served for a moment; nothing else ever was.
        var versions = fixture.Session.Identities.Versions(fixture.Identity.Id).Select(version => version.Fingerprint!);
        Assert.Subset(versions.ToHashSet(), client.Served.ToHashSet());
        DeliveryTable.AssertSays(rows, fixture.Service.Label, skip: 0);
        DeliveryTable.AssertSays(ofDisk, fixture.Service.Label, rows.Count + RowsBetween);
    }

    private static async Task<List<string>> SeeAsync(ServiceFixture fixture, HandshakeClient client, IReadOnlyList<DeliveryCase> cases)
    {
        List<string> rows = [];
        foreach (var way in cases)
        {
            var before = fixture.Current.Version;
            var outcomes = await way.RunAsync(fixture);
            await fixture.AssertServesCurrentAsync();
            await client.WaitAsync(Handshakes);
            Assert.Equal(fixture.Current.Fingerprint, client.Served.Last());
            rows.Add(way.Row(fixture.Service, outcomes, fixture.Current.Version > before));
        }

        return rows;
    }

    // Some services give up being root before they read their files.
    private static RealService On(SmallDisk? disk, RealService service)
    {
        if (disk is not null)
        {
            ProgramRunner.Run("chmod", "711", disk.Path).Succeeded();
            service.Place = disk.Path;
        }

        return service;
    }
}
