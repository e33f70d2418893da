using Mim.Composition.Tests.Crash;
using Mim.Core.Delivery;
using Mim.Testing;

namespace Mim.Composition.Tests.Services;

/// <summary>
/// Files, and those that a program with commands of its own loads: their rotation made to fail in every way while somebody opens the file
/// again and again, and gone on with from what a death at any step would leave.
/// </summary>
public sealed class LoadedFileTests
{
    private const int Kilobytes = 256;

    /// <summary>So many rows of the table, between those of the cases and those of the disk, other tests of files see.</summary>
    private const int FileRows = 4;

    [UnixTheory]
    [InlineData(TargetKind.File, FileLayout.Pem)]
    [InlineData(TargetKind.Command, FileLayout.Pem)]
    [InlineData(TargetKind.Script, FileLayout.Pem)]
    [InlineData(TargetKind.JavaKeystore, FileLayout.Pfx)]
    [InlineData(TargetKind.Kubernetes, FileLayout.SecretManifest)]
    public async Task Whatever_happens_the_file_opens_and_a_proved_version_is_in_use(TargetKind kind, FileLayout layout)
    {
        using var disk = SmallDisk.WhyNot is null ? new SmallDisk(Kilobytes) : null;
        using var fixture = new LoadedFileFixture(kind, layout, disk);
        var reader = new VersionReader(fixture.Path, layout, LoadedFileFixture.Password);
        List<string> rows;
        List<string> ofDisk;
        await using (reader)
        {
            rows = await SeeAsync(fixture, reader, CasesOf(kind));
            ofDisk = await SeeAsync(fixture, reader, disk is null ? [] : LoadedFileCase.Of(disk));
        }

        var versions = fixture.Session.Identities.Versions(fixture.Current.Id).Select(version => version.Fingerprint!);
        Assert.Subset(versions.ToHashSet(), reader.Found.ToHashSet());
        DeliveryTable.AssertSays(rows, $"{kind}", skip: 0);
        DeliveryTable.AssertSays(ofDisk, $"{kind}", rows.Count + (kind == TargetKind.File ? FileRows : 1));
    }

    [UnixTheory]
    [InlineData(TargetKind.Command, FileLayout.Pem)]
    [InlineData(TargetKind.Script, FileLayout.Pem)]
    [InlineData(TargetKind.JavaKeystore, FileLayout.Pfx)]
    [InlineData(TargetKind.Kubernetes, FileLayout.SecretManifest)]
    public async Task Killed_anywhere_a_rotation_that_fails_is_completed_or_taken_back(TargetKind kind, FileLayout layout)
    {
        using var fixture = new LoadedFileFixture(kind, layout, disk: null);
        using var work = new RecordedWork(fixture.Store, "fail-only", fixture.Current.Id, fewest: 14);

        // Opening a keystore takes long by design, and its steps are those of the others.
        var outcomes = await work.ResumeEverywhereAsync(DeliveryCase.KilledEnds, shots: layout == FileLayout.Pfx ? work.Turns : work.Shots);
        DeliveryTable.AssertSays([DeliveryCase.KilledRow(kind, outcomes)], $"{kind}", CasesOf(kind).Count);
        fixture.AssertCurrentInUse();
    }

    private static IReadOnlyList<LoadedFileCase> CasesOf(TargetKind kind) => kind switch
    {
        TargetKind.File => LoadedFileCase.OfFiles,
        TargetKind.JavaKeystore => LoadedFileCase.OfKeystores,
        _ => LoadedFileCase.OfPrograms,
    };

    private static async Task<List<string>> SeeAsync(LoadedFileFixture fixture, VersionReader reader, IReadOnlyList<LoadedFileCase> cases)
    {
        List<string> rows = [];
        foreach (var way in cases)
        {
            var before = fixture.Current.Version;
            var outcomes = way.Run(fixture).Select(result => result.Outcome);
            fixture.AssertCurrentInUse();
            await reader.WaitAsync();
            Assert.Equal(fixture.Current.Fingerprint, reader.Found.Last());
            rows.Add(DeliveryCase.Row($"{fixture.Kind}", way.Name, outcomes, fixture.Current.Version > before));
        }

        return rows;
    }
}
