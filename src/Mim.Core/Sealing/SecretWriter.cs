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

    /// <summary>In base64 (RFC 4648 section 4).</summary>
    public void WriteBase64(ReadOnlySpan<byte> octets) =>
        Base64.EncodeToUtf8(octets, Reserve(Base64.GetMaxEncodedToUtf8Length(octets.Length)), out _, out _);

    /// <summary>One PEM block in lines of 64 characters (RFC 7468 section 3).</summary>
    public void WritePem(ReadOnlySpan<byte> label, ReadOnlySpan<byte> der)
    {
        Write("-----BEGIN "u8);
        Write(label);
        Write("-----\n"u8);
        for (var rest = der; !rest.IsEmpty; rest = rest[Math.Min(LineOctets, rest.Length)..])
        {
            WriteBase64(rest[..Math.Min(LineOctets, rest.Length)]);
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
