using System.Buffers.Binary;
using System.Text;

namespace Mim.Discovery.Network.Upgrades;

/// <summary>
/// SSLRequest of the client/server protocol. A client that leaves after TLS counts as a failed connection of its host until the
/// next one that logs in: servers refuse hosts with more than max_connect_errors (100) in a row.
/// </summary>
internal sealed class MySqlUpgrade : IUpgrade
{
    private const int Header = 4;
    private const int LongestGreeting = 1024;
    private const byte Protocol = 10;
    private const byte Error = 0xFF;
    private const int ErrorHeader = 3;
    private const int Ssl = 0x800;

    // Thread id, first part of the challenge, a zero.
    private const int BeforeCapabilities = 4 + 8 + 1;

    // 32 octets as packet 1: capabilities (PROTOCOL_41, SSL, SECURE_CONNECTION, PLUGIN_AUTH), 16 MiB a packet, utf8mb4, zeros.
    private static readonly byte[] _request =
    [
        32, 0, 0, 1,
        0x00, 0x8A, 0x08, 0x00, 0x00, 0x00, 0x00, 0x01, 45,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    public async ValueTask StartAsync(ProbeConnection connection, CancellationToken cancellationToken)
    {
        var length = Length((await connection.ReadAsync(Header, cancellationToken).ConfigureAwait(false)).Span);
        Require((await connection.ReadAsync(length, cancellationToken).ConfigureAwait(false)).Span);
        await connection.SendAsync(_request, cancellationToken).ConfigureAwait(false);
    }

    private static int Length(ReadOnlySpan<byte> header)
    {
        var length = header[0] | (header[1] << 8) | (header[2] << 16);
        return length is > 0 and <= LongestGreeting && header[3] == 0 ? length : throw Foreign();
    }

    private static void Require(ReadOnlySpan<byte> greeting)
    {
        if (greeting[0] == Error)
        {
            throw EndpointException.NotTls($"MySQL refuses this client: {Reason(greeting)}");
        }

        var version = greeting.IndexOf((byte)0);
        var capabilities = version + 1 + BeforeCapabilities;
        if (greeting[0] != Protocol || version < 0 || greeting.Length < capabilities + 2)
        {
            throw Foreign();
        }

        if ((BinaryPrimitives.ReadUInt16LittleEndian(greeting[capabilities..]) & Ssl) == 0)
        {
            throw EndpointException.NotTls("MySQL has TLS switched off");
        }
    }

    // The number of the error, then words; too many errors of this host are 1129, too many connections 1040.
    private static string Reason(ReadOnlySpan<byte> error) => error.Length < ErrorHeader
        ? "without a reason"
        : $"{TextDialogue.Quote(Encoding.Latin1.GetString(error[ErrorHeader..]))} ({BinaryPrimitives.ReadUInt16LittleEndian(error[1..])})";

    private static EndpointException Foreign() => EndpointException.NotTls("its greeting is not that of MySQL");
}
