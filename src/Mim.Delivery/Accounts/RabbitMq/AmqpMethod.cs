using System.Buffers.Binary;
using System.Text;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.RabbitMq;

/// <summary>One method of the class Connection of AMQP 0-9-1, in a frame on channel 0.</summary>
/// <param name="Id">Its number within the class.</param>
/// <param name="Arguments">What follows the number.</param>
internal sealed record AmqpMethod(int Id, byte[] Arguments)
{
    public const int Start = 10;
    public const int StartOk = 11;
    public const int Tune = 30;
    public const int TuneOk = 31;
    public const int Open = 40;
    public const int OpenOk = 41;
    public const int Close = 50;
    public const int CloseOk = 51;

    /// <summary>Nothing that is of use here is longer.</summary>
    private const int Largest = 131_072;
    private const int HeadOctets = 7;
    private const int NumberOctets = 4;
    private const short Connection = 10;
    private const byte MethodFrame = 1;
    private const byte HeartbeatFrame = 8;
    private const byte FrameEnd = 0xCE;

    /// <summary>The code of a <see cref="Close"/>.</summary>
    public int Code => Arguments.Length >= sizeof(short) ? BinaryPrimitives.ReadUInt16BigEndian(Arguments) : throw Strange();

    /// <summary>The text of a <see cref="Close"/>.</summary>
    public string Reason => Arguments is [_, _, var length, .. var rest] && length <= rest.Length ? Encoding.UTF8.GetString(rest, 0, length) : throw Strange();

    /// <summary>Reads the next method, past heartbeats.</summary>
    /// <exception cref="InvalidDataException">Something else comes.</exception>
    public static async Task<AmqpMethod> ReadAsync(AccountLine line, CancellationToken cancellationToken)
    {
        while (true)
        {
            var head = await line.ReadAsync(HeadOctets, cancellationToken).ConfigureAwait(false);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(3));
            var frame = length <= Largest ? await line.ReadAsync((int)length + 1, cancellationToken).ConfigureAwait(false) : throw Strange();
            switch (head[0])
            {
                case HeartbeatFrame when frame is [FrameEnd]:
                    continue;
                case MethodFrame when frame is [_, _, _, _, .., FrameEnd] && BinaryPrimitives.ReadInt16BigEndian(frame) == Connection:
                    return new AmqpMethod(BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(2)), frame[NumberOctets..^1]);
                default:
                    throw Strange();
            }
        }
    }

    /// <summary>Sends a method; its arguments may hold a secret, and stay the caller's.</summary>
    public static async Task WriteAsync(AccountLine line, int id, SecretWriter arguments, CancellationToken cancellationToken)
    {
        using var content = arguments.ToKeyMaterial();
        using var frame = new KeyMaterial(HeadOctets + NumberOctets + content.Length + 1);
        frame.Span[0] = MethodFrame;
        BinaryPrimitives.WriteInt32BigEndian(frame.Span[3..], NumberOctets + content.Length);
        BinaryPrimitives.WriteInt16BigEndian(frame.Span[HeadOctets..], Connection);
        BinaryPrimitives.WriteInt16BigEndian(frame.Span[(HeadOctets + 2)..], (short)id);
        content.Span.CopyTo(frame.Span[(HeadOctets + NumberOctets)..]);
        frame.Span[^1] = FrameEnd;
        await line.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
    }

    public static InvalidDataException Strange() => new("it does not speak AMQP 0-9-1.");
}
