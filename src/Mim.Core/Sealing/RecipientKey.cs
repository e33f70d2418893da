using System.Security.Cryptography;

namespace Mim.Core.Sealing;

/// <summary>Key pairs of recipients: P-256, kept in a key file, under a passphrase or by the platform.</summary>
internal static class RecipientKey
{
    /// <summary>OWASP's floor for PBKDF2-HMAC-SHA256.</summary>
    public const int Rounds = 600_000;

    private const int MaximumRounds = 100_000_000;

    public static (byte[] PublicKey, KeyMaterial Pkcs8) Generate()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return (key.ExportSubjectPublicKeyInfo(), KeyMaterial.Take(key.ExportPkcs8PrivateKey()));
    }

    public static byte[] ProtectWithPassphrase(KeyMaterial pkcs8, KeyMaterial passphrase, ReadOnlySpan<byte> salt, int rounds)
    {
        using var key = FromPassphrase(passphrase, salt, rounds);
        return AeadBox.Seal(key.Span, pkcs8.Span, salt);
    }

    /// <summary>The PKCS#8, or null when the passphrase is wrong.</summary>
    public static KeyMaterial? OpenWithPassphrase(Recipient recipient, KeyMaterial passphrase)
    {
        if (recipient.Rounds is < 1 or > MaximumRounds)
        {
            throw new MimException(MimErrorCause.StoreDamaged, $"Recipient '{recipient.Label}' has {recipient.Rounds} rounds.", recipient.Label);
        }

        using var key = FromPassphrase(passphrase, recipient.Salt, recipient.Rounds);
        return AeadBox.Open(key.Span, recipient.ProtectedKey, recipient.Salt);
    }

    /// <summary>Loads PKCS#8 as a key that unwraps store keys; null when it is none.</summary>
    public static ECDiffieHellman? Load(KeyMaterial pkcs8)
    {
        var key = ECDiffieHellman.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8.Span, out _);
            return key;
        }
        catch (Exception exception) when (KeyTrouble.Is(exception))
        {
            key.Dispose();
            return null;
        }
    }

    private static KeyMaterial FromPassphrase(KeyMaterial passphrase, ReadOnlySpan<byte> salt, int rounds)
    {
        var key = new KeyMaterial(AeadBox.KeyLength);
        Rfc2898DeriveBytes.Pbkdf2(passphrase.Span, salt, key.Span, rounds, HashAlgorithmName.SHA256);
        return key;
    }
}
