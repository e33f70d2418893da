using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every finder does with a folder that it is given.</summary>
public abstract class CertificateFinderContract
{
    protected abstract ICertificateFinder Finder { get; }

    /// <summary>
    /// A folder with one certificate in <c>web.pem</c>, another in <c>below/deep.pem</c>, and text in <c>notes.txt</c>; full path.
    /// </summary>
    protected abstract string Folder { get; }

    private string Web => Path.Combine(Folder, "web.pem");

    private string Deep => Path.Combine(Folder, "below", "deep.pem");

    [Fact]
    public async Task What_is_in_a_folder_is_found()
    {
        var found = Assert.Single(await Find(new FileScan { Paths = [Folder] }));
        Assert.Equal((FindingStatus.Found, Web, null), (found.Status, found.Path, found.Entry));
        Assert.NotNull(found.Certificate);
        Assert.NotNull(found.Format);
    }

    [Fact]
    public async Task Folders_below_are_looked_into_when_asked() =>
        Assert.Equal([Deep, Web], (await Find(new FileScan { Paths = [Folder], Recurse = true })).Select(found => found.Path).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_file_can_be_asked_for() =>
        Assert.Equal(Deep, Assert.Single(await Find(new FileScan { Paths = [Deep] })).Path);

    [Theory]
    [InlineData("*below*")]
    [InlineData("*.PEM")]
    public async Task What_is_excluded_is_left_alone(string pattern) => Assert.DoesNotContain(
        await Find(new FileScan { Paths = [Folder], Recurse = true, Exclude = [pattern] }), found => found.Path == Deep);

    [Fact]
    public async Task One_at_a_time_finds_as_much() =>
        Assert.Equal(2, (await Find(new FileScan { Paths = [Folder], Recurse = true, Throttle = 1 })).Count);

    [Fact]
    public async Task What_is_not_there_is_refused_by_name()
    {
        var missing = Path.Combine(Folder, "missing");
        var refusal = await Assert.ThrowsAsync<MimException>(() => Find(new FileScan { Paths = [Folder, missing] }));
        Assert.Equal((MimErrorCause.InvalidFile, missing), (refusal.Cause, refusal.Subject));
    }

    [Fact]
    public async Task Cancelled_it_finds_nothing() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => Find(new FileScan { Paths = [Folder], Recurse = true }, new CancellationToken(canceled: true)));

    [Fact]
    public async Task Who_stops_listening_stops_it()
    {
        await foreach (var found in Finder.FindAsync(new FileScan { Paths = [Folder], Recurse = true }, null, CancellationToken.None))
        {
            Assert.NotNull(found.Certificate);
            break;
        }
    }

    [Fact]
    public async Task Progress_counts_files()
    {
        var steps = new List<ScanProgress>();
        var progress = new ImmediateProgress<ScanProgress>(step =>
        {
            lock (steps)
            {
                steps.Add(step);
            }
        });
        await foreach (var found in Finder.FindAsync(new FileScan { Paths = [Folder], Recurse = true }, progress, CancellationToken.None))
        {
            Assert.NotNull(found.Path);
        }

        Assert.Equal(3, steps.Max(step => step.Done));
    }

    private async Task<List<FileSighting>> Find(FileScan scan, CancellationToken cancellationToken = default)
    {
        var all = new List<FileSighting>();
        await foreach (var found in Finder.FindAsync(scan, null, cancellationToken))
        {
            all.Add(found);
        }

        return all;
    }
}
