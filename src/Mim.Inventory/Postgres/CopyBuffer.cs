using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Mim.Inventory.Postgres;

/// <summary>
/// Rows in the binary format of COPY: each begins with the number of its fields, each field with its length in bytes, -1 for null.
/// Numbers have their highest byte first.
/// </summary>
/// <param name="stream">Where they go, in large pieces.</param>
/// <param name="isSmall">For each column, whether it is a <c>smallint</c>: the format converts nothing.</param>
internal sealed class CopyBuffer(Stream stream, IReadOnlyList<bool> isSmall) : IDisposable
{
    private const int PieceSize = 128 * 1024;
    private const int NoValue = -1;
    private const short NoMoreRows = -1;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(PieceSize);
    private int _used;
    private int _column;

    /// <summary>The signature, and no flags and no extension.</summary>
    private static ReadOnlySpan<byte> Head =>
    [
        (byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0,
        0, 0, 0, 0,
        0, 0, 0, 0,
    ];

    public void Begin() => Head.CopyTo(Take(Head.Length));

    public void BeginRow()
    {
        _column = 0;
        BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), (short)isSmall.Count);
    }

    public void Add(long? value)
    {
        var column = _column++;
        if (value is not { } number)
        {
            Length(NoValue);
        }
        else if (isSmall[column])
        {
            BinaryPrimitives.WriteInt16BigEndian(Field(sizeof(short)), checked((short)number));
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(Field(sizeof(long)), number);
        }
    }

    public void Add(Guid? value)
    {
        _column++;
        if (value is { } id)
        {
            id.TryWriteBytes(Field(16), bigEndian: true, out _);
        }
        else
        {
            Length(NoValue);
        }
    }

    public void Add(byte[]? value)
    {
        _column++;
        if (value is null)
        {
            Length(NoValue);
        }
        else
        {
            value.CopyTo(Field(value.Length));
        }
    }

    public void Add(string? value)
    {
        _column++;
        if (value is null)
        {
            Length(NoValue);
        }
        else
        {
            Encoding.UTF8.GetBytes(value, Field(Encoding.UTF8.GetByteCount(value)));
        }
    }

    /// <summary>Writes what is left. Without it the server has not got all rows.</summary>
    public void End()
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), NoMoreRows);
        Flush();
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private Span<byte> Field(int length)
    {
        Length(length);
        return Take(length);
    }

    private void Length(int length) => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), length);

    private Span<byte> Take(int length)
    {
        if (_bytes.Length - _used < length)
        {
            Flush();
            if (_bytes.Length < length)
            {
                ArrayPool<byte>.Shared.Return(_bytes);
                _bytes = ArrayPool<byte>.Shared.Rent(length);
            }
        }

        _used += length;
        return _bytes.AsSpan(_used - length, length);
    }

    private void Flush()
    {
        stream.Write(_bytes, 0, _used);
        _used = 0;
    }
}
