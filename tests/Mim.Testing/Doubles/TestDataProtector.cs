using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Doubles;

/// <summary>Protects for as long as it lives, on every platform.</summary>
public sealed class TestDataProtector : IDataProtector, IDisposable
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly AesGcm _cipher = new(RandomNumberGenerator.GetBytes(32), TagLength);

    public bool IsSupported => true;

    public byte[] Protect(KeyMaterial secret)
    {
        var box = new byte[NonceLength + secret.Length + TagLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        _cipher.Encrypt(box.AsSpan(0, NonceLength), secret.Span, box.AsSpan(NonceLength, secret.Length), box.AsSpan(^TagLength..));
        return box;
    }

    public KeyMaterial Unprotect(ReadOnlySpan<byte> protectedData)
    {
        var secret = new KeyMaterial(protectedData.Length - NonceLength - TagLength);
        try
        {
            _cipher.Decrypt(protectedData[..NonceLength], protectedData[NonceLength..^TagLength], protectedData[^TagLength..], secret.Span);
            return secret;
        }
        catch (CryptographicException exception)
        {
            secret.Dispose();
            throw new MimException(MimErrorCause.KeyringLocked, "It was protected by somebody else.", inner: exception);
        }
    }

    public void Dispose() => _cipher.Dispose();
}
