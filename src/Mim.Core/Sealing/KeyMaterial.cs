using System.Security.Cryptography;

namespace Mim.Core.Sealing;

/// <summary>Owns secret bytes and zeroes them when disposed. It never shows them as text.</summary>
public sealed class KeyMaterial : IDisposable
{
    private byte[]? _bytes;

    /// <summary>A pinned buffer of <paramref name="length"/> zero bytes, so that the collector leaves no copies.</summary>
    public KeyMaterial(int length) => _bytes = GC.AllocateArray<byte>(length, pinned: true);

    public int Length => Buffer.Length;

    /// <summary>The bytes themselves.</summary>
    /// <exception cref="ObjectDisposedException">After <see cref="Dispose"/>.</exception>
    public Span<byte> Span => Buffer;

    public ReadOnlyMemory<byte> Memory => Buffer;

    private byte[] Buffer => _bytes ?? throw new ObjectDisposedException(nameof(KeyMaterial));

    /// <summary>Copies <paramref name="source"/> and zeroes it.</summary>
    public static KeyMaterial Take(Span<byte> source)
    {
        var material = CopyOf(source);
        CryptographicOperations.ZeroMemory(source);
        return material;
    }

    public static KeyMaterial CopyOf(ReadOnlySpan<byte> source)
    {
        var material = new KeyMaterial(source.Length);
        source.CopyTo(material.Span);
        return material;
    }

    public static KeyMaterial Random(int length)
    {
        var material = new KeyMaterial(length);
        RandomNumberGenerator.Fill(material.Span);
        return material;
    }

    public void Dispose()
    {
        var bytes = Interlocked.Exchange(ref _bytes, null);
        if (bytes is not null)
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public override string ToString() => nameof(KeyMaterial);
}
