using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every decoder does with its own formats, with others and with damaged ones.</summary>
public abstract class CredentialDecoderContract
{
    private const string Source = "sample";

    protected abstract ICredentialDecoder Decoder { get; }

    /// <summary>How many damaged files are tried; the sum over the solution stays within a minute.</summary>
    protected virtual int Cases => 5000;

    /// <summary>Files in each of its formats that need no password.</summary>
    protected abstract IReadOnlyList<byte[]> Samples();

    [Fact]
    public void Its_own_formats_give_credentials()
    {
        foreach (var sample in Samples())
        {
            var found = Decoder.Decode(sample, Source, null, CancellationToken.None);
            Assert.NotNull(found);
            Assert.NotEmpty(found);
            Assert.All(found, credential => Assert.Equal(Source, credential.Source));
            Assert.All(found, credential => Assert.NotEmpty(credential.SuggestedName));
            Release(found);
        }
    }

    [Fact]
    public void Other_formats_are_left_to_other_decoders()
    {
        Assert.Null(Decoder.Decode("just some text\nof two lines\n"u8.ToArray(), Source, null, CancellationToken.None));
        Assert.Null(Decoder.Decode("<xml/>"u8.ToArray(), Source, null, CancellationToken.None));
        Assert.Null(Decoder.Decode(ReadOnlyMemory<byte>.Empty, Source, null, CancellationToken.None));
        Assert.Null(Decoder.Decode(new byte[4096], Source, null, CancellationToken.None));
    }

    [Fact]
    public void Files_cut_short_are_refused_or_read_as_far_as_they_go()
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
    public void Damaged_files_are_refused_and_do_no_harm()
    {
        var samples = Samples();
        var mutator = new Mutator(seed: 4716);
        for (var index = 0; index < Cases; index++)
        {
            Survives(mutator.Mutate(samples[index % samples.Count]));
        }
    }

    private void Survives(ReadOnlyMemory<byte> content)
    {
        try
        {
            Release(Decoder.Decode(content, Source, null, CancellationToken.None) ?? []);
        }
        catch (MimException refusal)
        {
            Assert.Contains(refusal.Cause, new[] { MimErrorCause.InvalidFile, MimErrorCause.WrongPassword });
            Assert.Contains(Source, refusal.Message, StringComparison.Ordinal);
        }
    }

    private static void Release(IReadOnlyList<FoundCredential> found)
    {
        foreach (var credential in found)
        {
            credential.Dispose();
        }
    }
}
