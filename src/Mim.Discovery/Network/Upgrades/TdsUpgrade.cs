using System.Buffers.Binary;
using Mim.Core.Discovery;

namespace Mim.Discovery.Network.Upgrades;

/// <summary>
/// SQL Server, [MS-TDS] section 2.2.6.5: both sides say by PRELOGIN whether they encrypt, and carry the handshake in packets of that
/// type. From version 8.0 on it may want TLS at once.
/// </summary>
internal sealed class TdsUpgrade : IUpgrade, ITlsAtOnce
{
    private const byte TabularResult = 4;
    private const byte TlsAlert = 21;
    private const byte Encryption = 1;
    private const byte Terminator = 0xFF;
    private const byte NotSupported = 2;
    private const byte Required = 3;
    private const int LongestAnswer = 4096;

    /// <summary>Token, offset and length of an option.</summary>
    private const int OptionSize = 5;

    // VERSION 9.0, ENCRYPTION on, INSTOPT for any instance, THREADID 0, MARS off: where each stands, and then what they are.
    private static readonly byte[] _request =
    [
        TdsStream.PreLogin, 1, 0, 47, 0, 0, 1, 0,
        0, 0, 26, 0, 6, Encryption, 0, 32, 0, 1, 2, 0, 33, 0, 1, 3, 0, 34, 0, 4, 4, 0, 38, 0, 1, Terminator,
        9, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0,
    ];

    public string Protocol => "tds/8.0";

    public async ValueTask StartAsync(ProbeConnection connection, CancellationToken cancellationToken)
    {
        await connection.SendAsync(_request, cancellationToken).ConfigureAwait(false);
        var header = await connection.ReadAsync(TdsStream.Header, cancellationToken).ConfigureAwait(false);
        var length = Length(header.Span);
        Require((await connection.ReadAsync(length, cancellationToken).ConfigureAwait(false)).Span);
        connection.Wrap(stream => new TdsStream(stream));
    }

    private static int Length(ReadOnlySpan<byte> header)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(header[2..]) - TdsStream.Header;
        return header[0] switch
        {
            TabularResult when length is > 0 and <= LongestAnswer => length,
            TlsAlert => throw new EndpointException(FindingStatus.Reset, "it speaks TLS at once"),
            _ => throw Foreign(),
        };
    }

    private static void Require(ReadOnlySpan<byte> options)
    {
        var encryption = Of(options, Encryption);
        if (encryption == NotSupported)
        {
            throw EndpointException.NotTls("SQL Server has TLS switched off");
        }

        if (encryption > Required)
        {
            throw Foreign();
        }
    }

    private static byte Of(ReadOnlySpan<byte> options, byte wanted)
    {
        for (var at = 0; at + OptionSize <= options.Length && options[at] != Terminator; at += OptionSize)
        {
            var offset = BinaryPrimitives.ReadUInt16BigEndian(options[(at + 1)..]);
            if (options[at] == wanted && offset < options.Length)
            {
                return options[offset];
            }
        }

        throw Foreign();
    }

    private static EndpointException Foreign() => EndpointException.NotTls("its answer is not that of SQL Server");
}
