using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Mim.Discovery.Network.Tls;

/// <summary>Opens the encrypted records of a server (RFC 8446 section 5.2).</summary>
internal sealed class RecordProtection : IDisposable
{
    private const int TagSize = 16;
    private const int NonceSize = 12;
    private readonly byte[] _iv = new byte[NonceSize];
    private readonly AesGcm? _aes;
    private readonly ChaCha20Poly1305? _chaCha;
    private ulong _number;

    public RecordProtection(Tls13Suite suite, ReadOnlySpan<byte> secret)
    {
        Span<byte> key = stackalloc byte[suite.KeySize];
        KeySchedule.ExpandLabel(suite, secret, "key", [], key);
        KeySchedule.ExpandLabel(suite, secret, "iv", [], _iv);
        if (suite.IsChaCha)
        {
            _chaCha = new ChaCha20Poly1305(key);
        }
        else
        {
            _aes = new AesGcm(key, TagSize);
        }
    }

    /// <summary>What is in a record, decrypted in its place.</summary>
    /// <param name="type">Of what kind it is.</param>
    /// <exception cref="EndpointException">It is not encrypted for this client.</exception>
    public Span<byte> Open(Span<byte> fragment, out byte type)
    {
        if (fragment.Length <= TagSize)
        {
            throw EndpointException.Handshake("it sent an encrypted record without content");
        }

        Span<byte> nonce = stackalloc byte[NonceSize];
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], _number++);
        for (var at = 0; at < NonceSize; at++)
        {
            nonce[at] ^= _iv[at];
        }

        Decrypt(nonce, fragment[..^TagSize], fragment[^TagSize..]);
        var content = fragment[..^TagSize].TrimEnd((byte)0);
        if (content.IsEmpty)
        {
            throw EndpointException.Handshake("it sent an encrypted record without content");
        }

        type = content[^1];
        return content[..^1];
    }

    public void Dispose()
    {
        _aes?.Dispose();
        _chaCha?.Dispose();
    }

    private void Decrypt(ReadOnlySpan<byte> nonce, Span<byte> content, ReadOnlySpan<byte> tag)
    {
        var length = content.Length + TagSize;
        ReadOnlySpan<byte> header = [23, 3, 3, (byte)(length >> 8), (byte)length];
        try
        {
            _aes?.Decrypt(nonce, content, tag, content, header);
            _chaCha?.Decrypt(nonce, content, tag, content, header);
        }
        catch (CryptographicException)
        {
            throw EndpointException.Handshake("it sent a record that its key does not open");
        }
    }
}
