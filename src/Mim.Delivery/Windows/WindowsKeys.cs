using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Principal;
using Mim.Core;
using Mim.Core.Sealing;

namespace Mim.Delivery.Windows;

/// <summary>Private keys that Windows keeps for certificates. They cannot be exported again.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsKeys
{
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string EllipticCurve = "1.2.840.10045.2.1";
    private const int GenericRead = unchecked((int)0x80000000);

    // NCRYPT_SECURITY_DESCR_PROPERTY, of which DACL_SECURITY_INFORMATION is asked.
    private const string Descriptor = "Security Descr";
    private const CngPropertyOptions AccessList = (CngPropertyOptions)4;

    /// <summary>A certificate whose key Windows has kept from now on.</summary>
    /// <param name="certificate">DER.</param>
    /// <param name="pkcs8">PKCS#8 DER.</param>
    /// <param name="isOfMachine">Whether it is the machine's key and not the user's.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: a kind of key that Windows does not keep.</exception>
    public static X509Certificate2 Import(byte[] certificate, KeyMaterial pkcs8, bool isOfMachine)
    {
        using var bare = X509CertificateLoader.LoadCertificate(certificate);
        using var joined = Join(bare, pkcs8);

        // Only an import makes a key stay; it sees no disk on its way.
        var container = joined.Export(X509ContentType.Pkcs12);
        try
        {
            var place = isOfMachine ? X509KeyStorageFlags.MachineKeySet : X509KeyStorageFlags.UserKeySet;
            return X509CertificateLoader.LoadPkcs12(container, password: null, place | X509KeyStorageFlags.PersistKeySet);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(container);
        }
    }

    /// <summary>Lets an account, or a security identifier, read the key of a certificate.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: there is no such account.</exception>
    public static void LetRead(X509Certificate2 certificate, string reader)
    {
        var account = AccountOf(reader);
        Use(certificate, key =>
        {
            var rules = new CommonSecurityDescriptor(isContainer: false, isDS: false, key.GetProperty(Descriptor, AccessList).GetValue()!, 0);
            rules.DiscretionaryAcl!.AddAccess(AccessControlType.Allow, account, GenericRead, InheritanceFlags.None, PropagationFlags.None);
            var changed = new byte[rules.BinaryLength];
            rules.GetBinaryForm(changed, 0);
            key.SetProperty(new CngProperty(Descriptor, changed, AccessList));
        });
    }

    /// <summary>Destroys the key of a certificate, if Windows has it.</summary>
    public static void Destroy(X509Certificate2 certificate)
    {
        if (certificate.HasPrivateKey)
        {
            Use(certificate, key => key.Delete());
        }
    }

    private static X509Certificate2 Join(X509Certificate2 certificate, KeyMaterial pkcs8)
    {
        switch (certificate.PublicKey.Oid.Value)
        {
            case Rsa:
                using (var key = RSA.Create())
                {
                    key.ImportPkcs8PrivateKey(pkcs8.Span, out _);
                    return certificate.CopyWithPrivateKey(key);
                }

            case EllipticCurve:
                using (var key = ECDsa.Create())
                {
                    key.ImportPkcs8PrivateKey(pkcs8.Span, out _);
                    return certificate.CopyWithPrivateKey(key);
                }

            case var other:
                throw new MimException(MimErrorCause.InstallFailed, $"Windows keeps RSA and ECDSA keys only, and this one is of {other}.", certificate.Subject);
        }
    }

    private static void Use(X509Certificate2 certificate, Action<CngKey> work)
    {
        using var rsa = certificate.GetRSAPrivateKey();
        using var curve = certificate.GetECDsaPrivateKey();
        if (((rsa as RSACng)?.Key ?? (curve as ECDsaCng)?.Key) is { } key)
        {
            work(key);
        }
    }

    private static SecurityIdentifier AccountOf(string reader)
    {
        try
        {
            return reader.StartsWith("S-1-", StringComparison.OrdinalIgnoreCase)
                ? new SecurityIdentifier(reader)
                : (SecurityIdentifier)new NTAccount(reader).Translate(typeof(SecurityIdentifier));
        }
        catch (Exception exception) when (exception is IdentityNotMappedException or ArgumentException)
        {
            throw new MimException(MimErrorCause.InstallFailed, $"There is no account '{reader}'.", reader, exception);
        }
    }
}
