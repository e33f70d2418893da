using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Accounts.OAuth;

/// <summary>Private keys of clients as their consumers read them: PKCS#8 in PEM (RFC 7468 section 10).</summary>
public static class ClientKey
{
    private const string Label = "PRIVATE KEY";

    /// <summary>In PEM, for the caller to dispose.</summary>
    public static KeyMaterial Write(IPrivateKey key)
    {
        using var pkcs8 = key.ExportPkcs8();
        using var text = new SecretWriter();
        text.WritePem("PRIVATE KEY"u8, pkcs8.Span);
        return text.ToKeyMaterial();
    }

    /// <summary>The key, for the caller to dispose.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: no PEM with a PKCS#8 key that is known here.</exception>
    public static IPrivateKey Read(KeyMaterial pem, IKeyFactory keys)
    {
        if (!PemEncoding.TryFindUtf8(pem.Span, out var fields)
            || !Encoding.ASCII.GetString(pem.Span[fields.Label]).Equals(Label, StringComparison.Ordinal))
        {
            throw Wrong();
        }

        using var pkcs8 = new KeyMaterial(fields.DecodedDataLength);
        return Base64.DecodeFromUtf8(pem.Span[fields.Base64Data], pkcs8.Span, out _, out _) == OperationStatus.Done
            ? keys.Import(pkcs8.Span)
            : throw Wrong();
    }

    /// <summary>By which it is known where it is published, and in what it signs: SHA-256 of its public part, in hexadecimal.</summary>
    public static string IdOf(ISigningKey key) => Convert.ToHexString(SHA256.HashData(key.SubjectPublicKeyInfo.Span));

    private static MimException Wrong() => new(MimErrorCause.InvalidKey, $"The key of a client is PEM with a block '{Label}' (PKCS#8).");
}
