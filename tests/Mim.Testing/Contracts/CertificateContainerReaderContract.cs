using Mim.Core.Discovery;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every reader of a container does with its own format, with others and with damaged ones.</summary>
public abstract class CertificateContainerReaderContract
{
    private const int Cases = 3000;

    /// <summary>A bound that a file asking for more than it holds would break.</summary>
    private const long MostOctets = 32 << 20;

    protected abstract ICertificateContainerReader Reader { get; }

    /// <summary>Files in its format whose certificates need no password.</summary>
    protected abstract IReadOnlyList<byte[]> Samples();

    [Fact]
    public void Its_own_format_shows_certificates()
    {
        foreach (var sample in Samples())
        {
            var container = Reader.Read(sample, [], CancellationToken.None);
            Assert.NotNull(container);
            Assert.Equal((FindingStatus.Found, null), (container.Status, container.Detail));
            Assert.NotEmpty(container.Format);
            Assert.NotEmpty(container.Certificates);
            Assert.All(container.Certificates, one => Assert.NotEmpty(one.Certificate));
        }
    }

    [Fact]
    public void One_alone_needs_no_name_and_several_have_one() => Assert.All(
        Samples().Select(sample => Reader.Read(sample, [], CancellationToken.None)!.Certificates).Where(several => several.Count > 1),
        several => Assert.Equal(several.Count, several.Select(one => one.Name).OfType<string>().Distinct().Count()));

    [Theory]
    [InlineData("")]
    [InlineData("just some text\nof two lines\n")]
    [InlineData("<xml/>")]
    [InlineData("0")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    public void Other_formats_are_left_to_other_readers(string content) =>
        Assert.Null(Reader.Read(System.Text.Encoding.ASCII.GetBytes(content), [], CancellationToken.None));

    [Fact]
    public void Cancelled_it_reads_nothing() => Assert.All(Samples(), sample => Assert.ThrowsAny<OperationCanceledException>(
        () => Reader.Read(sample, [], new CancellationToken(canceled: true))));

    [Fact]
    public void Files_cut_short_show_what_they_can()
    {
        foreach (var sample in Samples())
        {
            for (var length = 0; length < sample.Length; length += 1 + (sample.Length / 200))
            {
                Survives(sample.AsMemory(0, length));
            }
        }
    }

    [Fact]
    public void Damaged_files_do_no_harm()
    {
        var samples = Samples();
        var mutator = new Mutator(seed: 5120);
        for (var index = 0; index < Cases; index++)
        {
            Survives(mutator.Mutate(samples[index % samples.Count]));
        }
    }

    private void Survives(ReadOnlyMemory<byte> content)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var container = Reader.Read(content, [], CancellationToken.None);
        Assert.True(container is null or { Status: FindingStatus.Found } || container.Detail is not null, "trouble without a detail");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostOctets);
    }
}
