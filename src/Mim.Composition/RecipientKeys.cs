using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mim.Core;
using Mim.Core.Sealing;

namespace Mim.Composition;

/// <summary>Private keys of certificate recipients: in a PFX file, or in the certificate store by thumbprint.</summary>
internal sealed class RecipientKeys(string hint, Func<KeyMaterial?>? password)
{
    /// <summary>The key for a recipient, which the caller disposes; null when the hint leads to another certificate.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.WrongPassword"/>, <see cref="MimErrorCause.KeyFileMissing"/>.</exception>
    public AsymmetricAlgorithm? Find(Recipient recipient)
    {
        using var certificate = File.Exists(hint) ? FromFile() : FromStore();
        var isRecipient = certificate?.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(recipient.PublicKey) == true;
        return isRecipient ? (AsymmetricAlgorithm?)certificate!.GetECDiffieHellmanPrivateKey() ?? certificate!.GetRSAPrivateKey() : null;
    }

    private X509Certificate2 FromFile()
    {
        using var secret = password?.Invoke();
        var text = new char[secret is null ? 0 : Encoding.UTF8.GetCharCount(secret.Span)];
        try
        {
            if (secret is not null)
            {
                Encoding.UTF8.GetChars(secret.Span, text);
            }

            return X509CertificateLoader.LoadPkcs12FromFile(hint, text, X509KeyStorageFlags.EphemeralKeySet);
        }
        catch (CryptographicException exception)
        {
            throw new MimException(MimErrorCause.WrongPassword, $"'{hint}' does not open with this password, or is no PFX file.", hint, exception);
        }
        finally
        {
            Array.Clear(text);
        }
    }

    private X509Certificate2 FromStore()
    {
        foreach (var location in (ReadOnlySpan<StoreLocation>)[StoreLocation.CurrentUser, StoreLocation.LocalMachine])
        {
            using var store = new X509Store(StoreName.My, location);
            try
            {
                store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            }
            catch (CryptographicException)
            {
                continue;
            }

            if (store.Certificates.Find(X509FindType.FindByThumbprint, hint, validOnly: false) is [var found, ..])
            {
                return found;
            }
        }

        throw new MimException(MimErrorCause.KeyFileMissing, $"There is no PFX file and no certificate in the store for '{hint}'.", hint);
    }
}
