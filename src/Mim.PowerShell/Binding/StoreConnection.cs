using System.Security;

using Mim.Core.Stores;

namespace Mim.PowerShell.Binding;

/// <summary>The store a runspace is connected to, with what opens its keyring. Owns copies of the secrets.</summary>
internal sealed class StoreConnection : IDisposable
{
    private readonly SecureString? _passphrase;
    private readonly SecureString? _certificatePassword;

    public StoreConnection(StoreReference reference, SecureString? passphrase, SecureString? certificatePassword)
    {
        _passphrase = passphrase?.Copy();
        _certificatePassword = certificatePassword?.Copy();
        Reference = reference with
        {
            Passphrase = _passphrase is null ? reference.Passphrase : () => Secrets.Utf8(_passphrase),
            CertificatePassword = _certificatePassword is null
                ? reference.CertificatePassword
                : () => Secrets.Utf8(_certificatePassword),
        };
    }

    public StoreReference Reference { get; }

    public void Dispose()
    {
        _passphrase?.Dispose();
        _certificatePassword?.Dispose();
    }
}
