using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every reader of SSH's formats does with them, with others and with damaged ones.</summary>
public abstract class SshKeyReaderContract
{
    private const int Cases = 5000;
    private const long MostOctets = 20 << 20;

    private static readonly SshKeyRole?[] _roles = [null, .. Enum.GetValues<SshKeyRole>().Cast<SshKeyRole?>()];

    protected abstract ISshKeyReader Reader { get; }

    /// <summary>A file in each of its formats.</summary>
    protected abstract IReadOnlyList<byte[]> Samples();

    [Fact]
    public void Its_own_formats_are_found_with_their_name()
    {
        foreach (var sample in Samples())
        {
            var sightings = Reader.Read(sample, null, isOutline: false);
            Assert.NotEmpty(sightings);
            Assert.All(sightings, sighting => Assert.Equal(FindingStatus.Found, sighting.Status));
            Assert.All(sightings, sighting => Assert.NotNull(sighting.Format));
        }
    }

    [Fact]
    public void Other_formats_are_nothing()
    {
        Assert.Empty(Read("just some text\nof two lines\n"u8.ToArray()));
        Assert.Empty(Read("ssh-rsa is a type of key"u8.ToArray()));
        Assert.Empty(Read("<xml/>"u8.ToArray()));
        Assert.Empty(Read([]));
        Assert.Empty(Read(new byte[4096]));
    }

    [Fact]
    public void Lines_of_a_file_whose_role_is_known_are_told_of_when_they_cannot_be_read()
    {
        var sighting = Assert.Single(Reader.Read("# one\nnonsense\n"u8.ToArray(), SshKeyRole.AuthorizedKey, isOutline: false));
        Assert.Equal((FindingStatus.Damaged, 2), (sighting.Status, sighting.Line));
    }

    [Fact]
    public void Files_cut_short_do_no_harm()
    {
        foreach (var sample in Samples())
        {
            for (var length = 0; length < sample.Length; length += 1 + (sample.Length / 200))
            {
                Read(sample[..length]);
            }
        }
    }

    [Fact]
    public void Damaged_files_do_no_harm()
    {
        var samples = Samples();
        var mutator = new Mutator(seed: 4253);
        for (var index = 0; index < Cases; index++)
        {
            var damaged = mutator.Mutate(samples[index % samples.Count]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var sighting in Reader.Read(damaged, _roles[index % _roles.Length], isOutline: index % 7 == 0))
            {
                Assert.True(sighting.Status == FindingStatus.Found || sighting.Detail is { Length: > 0 });
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostOctets);
        }
    }

    private IReadOnlyList<SshKeySighting> Read(byte[] content) => Reader.Read(content, null, isOutline: false);
}
