using System.Management.Automation;
using System.Security;

using Mim.Core;

using Mim.Core.Stores;

namespace Mim.PowerShell.Binding;

/// <summary>A store, with what opens its database and its keyring. Owns copies of the secrets.</summary>
internal sealed class StoreConnection : IDisposable
{
    private readonly SecureString? _passphrase;
    private readonly SecureString? _certificatePassword;
    private readonly SecureString? _databasePassword;

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: a credential for a file.</exception>
    public StoreConnection(StoreReference reference, PSCredential? credential, SecureString? passphrase, SecureString? certificatePassword)
    {
        if (credential is not null && !StoreAddress.IsConnectionString(reference.Location))
        {
            throw new MimException(
                MimErrorCause.InvalidArgument, "A credential is for a PostgreSQL store; a store in a file is opened by its key file or passphrase.");
        }

        _databasePassword = credential?.Password.Copy();
        _passphrase = passphrase?.Copy();
        _certificatePassword = certificatePassword?.Copy();
        Reference = reference with
        {
            DatabaseUser = credential?.UserName ?? reference.DatabaseUser,
            DatabasePassword = _databasePassword is null ? reference.DatabasePassword : () => Secrets.Utf8(_databasePassword),
            Passphrase = _passphrase is null ? reference.Passphrase : () => Secrets.Utf8(_passphrase),
            CertificatePassword = _certificatePassword is null
                ? reference.CertificatePassword
                : () => Secrets.Utf8(_certificatePassword),
        };
    }

    public StoreReference Reference { get; }

    public void Dispose()
    {
        _databasePassword?.Dispose();
        _passphrase?.Dispose();
        _certificatePassword?.Dispose();
    }
}
