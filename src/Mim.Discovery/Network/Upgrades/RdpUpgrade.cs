using System.Buffers.Binary;

namespace Mim.Discovery.Network.Upgrades;

/// <summary>The negotiation of Remote Desktop, [MS-RDPBCGR] sections 2.2.1.1 and 2.2.1.2: TLS, which either way of logging in begins with.</summary>
internal sealed class RdpUpgrade : IUpgrade
{
    private const byte Tpkt = 3;
    private const byte ConnectionConfirm = 0xD0;
    private const byte Response = 2;
    private const byte Failure = 3;
    private const int Header = 4;

    /// <summary>A confirmation without an answer to the negotiation: servers of before TLS.</summary>
    private const int Bare = 7;
    private const int Longest = 512;

    // TPKT of 19 octets; X.224 connection request; request of negotiation for TLS (1) or CredSSP over TLS (2).
    private static readonly byte[] _request = [Tpkt, 0, 0, 19, 14, 0xE0, 0, 0, 0, 0, 0, 1, 0, 8, 0, 3, 0, 0, 0];

    public async ValueTask StartAsync(ProbeConnection connection, CancellationToken cancellationToken)
    {
        await connection.SendAsync(_request, cancellationToken).ConfigureAwait(false);
        var header = await connection.ReadAsync(Header, cancellationToken).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadUInt16BigEndian(header.Span[2..]) - Header;
        if (header.Span[0] != Tpkt || length is < Bare or > Longest)
        {
            throw Foreign();
        }

        Require((await connection.ReadAsync(length, cancellationToken).ConfigureAwait(false)).Span);
    }

    private static void Require(ReadOnlySpan<byte> confirmation)
    {
        if (confirmation[1] != ConnectionConfirm)
        {
            throw Foreign();
        }

        var answer = confirmation[Bare..];
        if (answer.Length < 8 || answer[0] is not (Response or Failure))
        {
            throw EndpointException.NotTls("Remote Desktop has TLS switched off");
        }

        var value = BinaryPrimitives.ReadUInt32LittleEndian(answer[4..]);
        if (answer[0] == Failure || value == 0)
        {
            throw EndpointException.NotTls($"Remote Desktop refused TLS with the code {value}");
        }
    }

    private static EndpointException Foreign() => EndpointException.NotTls("its answer is not that of Remote Desktop");
}
