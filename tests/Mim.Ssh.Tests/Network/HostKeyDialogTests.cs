using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Keys;
using Mim.Ssh.Network;
using Mim.Testing;

namespace Mim.Ssh.Tests.Network;

/// <summary>Conversations with servers of our own making, whole and damaged.</summary>
public sealed class HostKeyDialogTests
{
    private const int Cases = 5000;
    private const long MostOctets = 2 << 20;
    private static readonly byte[] _key = new WireWriter().Text("ssh-ed25519").Text(new byte[32]).Bytes;

    [Fact]
    public async Task A_server_shows_its_key()
    {
        var sighting = await AskAsync(Conversation("curve25519-sha256", follows: false, Reply(31)));
        Assert.Equal((SshKeyRole.HostKey, SshFingerprint.Of(_key)), (sighting!.Role, sighting.SshFingerprint));
    }

    [Fact]
    public async Task A_wrong_guess_is_passed_over_and_messages_without_meaning_too() => Assert.NotNull(await AskAsync(Conversation(
        "ecdh-sha2-nistp256", follows: true, new WireWriter().Raw(31).Text("guess").Bytes, new WireWriter().Raw(2).Text("ignored").Bytes, Reply(31))));

    [Fact]
    public async Task A_server_may_choose_the_group() => Assert.NotNull(await AskAsync(Conversation(
        "diffie-hellman-group-exchange-sha256",
        follows: false,
        new WireWriter().Raw(31).Text([0, .. Enumerable.Repeat((byte)0xFF, 256)]).Text([2]).Bytes,
        Reply(33))));

    [Fact]
    public async Task A_group_too_small_is_left()
    {
        var group = new WireWriter().Raw(31).Text([7]).Text([2]).Bytes;
        var trouble = await Assert.ThrowsAsync<SshFormatException>(
            () => RunAsync(Conversation("diffie-hellman-group-exchange-sha256", follows: false, group)));
        Assert.Contains("too small", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_server_says_in_farewell_is_told()
    {
        var farewell = new WireWriter().Raw(1).Number(12).Text("Too many connections\u001B[2J").Text("").Bytes;
        var trouble = await Assert.ThrowsAsync<SshFormatException>(() => RunAsync(Conversation("curve25519-sha256", follows: false, farewell)));
        Assert.Contains("Too many connections", trouble.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001B', trouble.Message);
    }

    [Fact]
    public async Task Damaged_conversations_do_no_harm()
    {
        byte[][] samples =
        [
            Conversation("curve25519-sha256", follows: false, Reply(31)),
            Conversation("diffie-hellman-group-exchange-sha256", follows: false, new WireWriter().Raw(31).Text([1, .. new byte[128]]).Text([2]).Bytes, Reply(33)),
        ];
        var mutator = new Mutator(seed: 4255);
        for (var index = 0; index < Cases; index++)
        {
            var damaged = mutator.Mutate(samples[index % samples.Length]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            await AskAsync(damaged);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, long.MinValue, MostOctets);
        }
    }

    /// <summary>Null when the server does not keep to the protocol.</summary>
    private static async Task<SshKeySighting?> AskAsync(byte[] said)
    {
        try
        {
            return await RunAsync(said);
        }
        catch (Exception exception) when (exception is SshFormatException or EndOfStreamException)
        {
            return null;
        }
    }

    private static async Task<SshKeySighting?> RunAsync(byte[] said)
    {
        await using var server = new RecordedServer(said);
        var connection = new SshConnection(server);
        return await connection.GreetAsync(CancellationToken.None) is null
            ? null
            : await new HostKeyDialog(connection).AskAsync(HostKeyAlgorithms.All, CancellationToken.None);
    }

    private static byte[] Reply(byte message) => new WireWriter().Raw(message).Text(_key).Text(new byte[32]).Text(new byte[64]).Bytes;

    private static byte[] Conversation(string exchange, bool follows, params IEnumerable<byte[]> messages)
    {
        var init = new WireWriter().Raw(20).Raw(new byte[16]).Text($"unknown,{exchange}").Text("ssh-ed25519");
        for (var list = 0; list < 8; list++)
        {
            init.Text("none");
        }

        init.Raw(follows ? (byte)1 : (byte)0).Number(0);
        var said = new List<byte>("Welcome\r\nSSH-2.0-recorded\r\n"u8.ToArray());
        foreach (var payload in (IEnumerable<byte[]>)[init.Bytes, .. messages])
        {
            var padding = 8 - ((5 + payload.Length) % 8) + 8;
            said.AddRange(new WireWriter().Number((uint)(1 + payload.Length + padding)).Raw((byte)padding).Raw(payload).Raw(new byte[padding]).Bytes);
        }

        return [.. said];
    }
}
