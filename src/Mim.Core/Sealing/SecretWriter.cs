using System.Buffers.Text;

namespace Mim.Core.Sealing;

/// <summary>Collects octets that may be secret; every buffer it outgrows is zeroed.</summary>
public sealed class SecretWriter : IDisposable
{
    private const int LineOctets = 48;

    private KeyMaterial _buffer = new(8192);
    private int _length;

    /// <summary>How much there is.</summary>
    public int Length => _length;

    public void Write(ReadOnlySpan<byte> octets) => octets.CopyTo(Reserve(octets.Length));

    /// <summary>One PEM block in lines of 64 characters (RFC 7468 section 3).</summary>
    public void WritePem(ReadOnlySpan<byte> label, ReadOnlySpan<byte> der)
    {
        Write("-----BEGIN "u8);
        Write(label);
        Write("-----\n"u8);
        for (var rest = der; !rest.IsEmpty; rest = rest[Math.Min(LineOctets, rest.Length)..])
        {
            var line = rest[..Math.Min(LineOctets, rest.Length)];
            Base64.EncodeToUtf8(line, Reserve(Base64.GetMaxEncodedToUtf8Length(line.Length)), out _, out _);
            Write("\n"u8);
        }

        Write("-----END "u8);
        Write(label);
        Write("-----\n"u8);
    }

    public KeyMaterial ToKeyMaterial() => KeyMaterial.CopyOf(_buffer.Span[.._length]);

    public void Dispose() => _buffer.Dispose();

    private Span<byte> Reserve(int count)
    {
        if (_length + count > _buffer.Length)
        {
            var larger = new KeyMaterial(Math.Max(_buffer.Length * 2, _length + count));
            _buffer.Span[.._length].CopyTo(larger.Span);
            _buffer.Dispose();
            _buffer = larger;
        }

        _length += count;
        return _buffer.Span.Slice(_length - count, count);
    }
}
