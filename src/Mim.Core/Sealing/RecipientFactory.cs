using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mim.Core.Ports;
using Mim.Core.Risk;

namespace Mim.Core.Sealing;

/// <summary>Makes recipients, each with a key pair of its own or the one of a certificate.</summary>
public static class RecipientFactory
{
    private const int SaltLength = 16;
    private const int MinimumPassphraseBytes = 8;

    /// <summary>Uses the key file at <paramref name="path"/>, or makes it.</summary>
    public static Recipient KeyFile(string label, string path, IKeyFiles files, DateTimeOffset now)
    {
        if (files.Exists(path))
        {
            using var existing = files.Read(path);
            using var key = RecipientKey.Load(existing)
                ?? throw new MimException(MimErrorCause.KeyFileDamaged, $"Key file '{path}' holds no key on P-256.", path);
            return Make(RecipientKind.KeyFile, label, key.ExportSubjectPublicKeyInfo(), now) with { Hint = path };
        }

        var (publicKey, pkcs8) = RecipientKey.Generate();
        using (pkcs8)
        {
            files.Create(path, pkcs8);
        }

        return Make(RecipientKind.KeyFile, label, publicKey, now) with { Hint = path };
    }

    public static Recipient Passphrase(string label, KeyMaterial passphrase, DateTimeOffset now)
    {
        if (passphrase.Length < MinimumPassphraseBytes)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"A passphrase needs at least {MinimumPassphraseBytes} characters.", label);
        }

        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var (publicKey, pkcs8) = RecipientKey.Generate();
        using (pkcs8)
        {
            return Make(RecipientKind.Passphrase, label, publicKey, now) with
            {
                Salt = salt,
                Rounds = RecipientKey.Rounds,
                ProtectedKey = RecipientKey.ProtectWithPassphrase(pkcs8, passphrase, salt, RecipientKey.Rounds),
            };
        }
    }

    public static Recipient Certificate(string label, byte[] certificate, DateTimeOffset now)
    {
        try
        {
            using var loaded = X509CertificateLoader.LoadCertificate(certificate);
            var publicKey = loaded.PublicKey.ExportSubjectPublicKeyInfo();
            KeyHealth.Enforce(publicKey, $"recipient '{label}'", label);
            return Make(RecipientKind.Certificate, label, publicKey, now) with { Hint = loaded.Thumbprint };
        }
        catch (Exception exception) when (KeyTrouble.Is(exception))
        {
            throw new MimException(MimErrorCause.InvalidCertificate, $"The certificate of recipient '{label}' cannot be read.", label, exception);
        }
    }

    public static Recipient Dpapi(string label, IDataProtector protector, DateTimeOffset now)
    {
        if (!protector.IsSupported)
        {
            throw new MimException(MimErrorCause.Unsupported, "DPAPI recipients need Windows.", label);
        }

        var (publicKey, pkcs8) = RecipientKey.Generate();
        using (pkcs8)
        {
            return Make(RecipientKind.Dpapi, label, publicKey, now) with { ProtectedKey = protector.Protect(pkcs8) };
        }
    }

    internal static WrappedStoreKey Wrap(Guid storeId, int generation, KeyMaterial storeKey, Recipient recipient) => new(
        generation,
        recipient.Id,
        StoreKeyWrap.Wrap(recipient.PublicKey, storeKey, Keyring.AssociatedData(storeId, generation, recipient.Id)));

    private static Recipient Make(RecipientKind kind, string label, byte[] publicKey, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(label)
            ? throw new MimException(MimErrorCause.InvalidArgument, "A recipient needs a label.")
            : new Recipient { Id = Guid.CreateVersion7(now), Kind = kind, Label = label, PublicKey = publicKey, CreatedAt = now };
}
