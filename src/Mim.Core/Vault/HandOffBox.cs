using System.Security.Cryptography;
using Mim.Core.Sealing;

namespace Mim.Core.Vault;

/// <summary>
/// A secret under a key that only its token gives (HKDF-SHA-256, RFC 5869): whoever has the store and all its keys cannot open it.
/// </summary>
internal static class HandOffBox
{
    private const int IdLength = 16;

    private static ReadOnlySpan<byte> Info => "MimModule hand-off of a secret"u8;

    public static byte[] Seal(ReadOnlySpan<byte> token, Guid handOffId, ReadOnlySpan<byte> value)
    {
        Span<byte> id = stackalloc byte[IdLength];
        handOffId.TryWriteBytes(id, bigEndian: true, out _);
        using var key = KeyOf(token, id);
        return AeadBox.Seal(key.Span, value, id);
    }

    /// <summary>Null when the token is another one, or the box was changed or moved.</summary>
    public static KeyMaterial? Open(ReadOnlySpan<byte> token, Guid handOffId, ReadOnlySpan<byte> box)
    {
        Span<byte> id = stackalloc byte[IdLength];
        handOffId.TryWriteBytes(id, bigEndian: true, out _);
        using var key = KeyOf(token, id);
        return AeadBox.Open(key.Span, box, id);
    }

    private static KeyMaterial KeyOf(ReadOnlySpan<byte> token, ReadOnlySpan<byte> id)
    {
        var key = new KeyMaterial(AeadBox.KeyLength);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, token, key.Span, salt: id, info: Info);
        return key;
    }
}
