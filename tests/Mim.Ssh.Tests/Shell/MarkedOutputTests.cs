using System.Text;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Shell;
using Mim.Testing;

namespace Mim.Ssh.Tests.Shell;

public sealed class MarkedOutputTests
{
    private static readonly byte[] _mark = "\nWORD\n"u8.ToArray();

    [Fact]
    public async Task Parts_are_taken_apart_however_they_come()
    {
        var octets = "\nWORD\none\nWORD \n\nWORD\n\nWORD\nleft"u8.ToArray();
        for (var size = 1; size <= octets.Length; size++)
        {
            Assert.Equal(["", "one\nWORD \n", ""], await PartsAsync(octets, size));
        }
    }

    [Fact]
    public async Task What_has_no_end_is_left() =>
        await Assert.ThrowsAsync<MachineUnreachableException>(() => PartsAsync(new byte[2000], 7));

    [Fact]
    public async Task Damaged_output_does_no_harm()
    {
        var mutator = new Mutator(seed: 11);
        for (var index = 0; index < 1000; index++)
        {
            Assert.NotNull(await PartsAsync(mutator.Mutate("\nWORD\none\nWORD\n0\n\nWORD\n"u8), 5));
        }
    }

    private static async Task<List<string>> PartsAsync(byte[] octets, int size)
    {
        var at = 0;
        using var output = new MarkedOutput(
            new ScriptedStream
            {
                OnRead = buffer =>
                {
                    var count = Math.Min(size, octets.Length - at);
                    octets.AsSpan(at, count).CopyTo(buffer.Span);
                    at += count;
                    return ValueTask.FromResult(count);
                },
            },
            _mark,
            longest: 1000);
        var parts = new List<string>();
        while (await output.NextAsync(CancellationToken.None) is { } part)
        {
            using (part)
            {
                parts.Add(Encoding.UTF8.GetString(part.Span));
            }
        }

        return parts;
    }
}
