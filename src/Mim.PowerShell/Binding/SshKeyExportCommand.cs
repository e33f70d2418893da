using System.Management.Automation;
using System.Security;

using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Sealing;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that hands out, when asked, private keys of SSH as well.</summary>
public abstract class SshKeyExportCommand : SshExportCommand
{
    private KeyMaterial? _passphrase;

    /// <summary>The private key in place of the public part. The audit says that it was handed out.</summary>
    [Parameter]
    public SwitchParameter IncludePrivateKey { get; set; }

    /// <summary>Encrypts the private key.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Passphrase { get; set; }

    /// <summary>Let a private key that is not encrypted go to the pipeline.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    private protected sealed override string Extension => IncludePrivateKey && Format == SshKeyFormat.OpenSsh ? "" : PublicExtension;

    /// <summary>What follows the name of the identity in the name of a file that holds its public part.</summary>
    private protected virtual string PublicExtension => base.Extension;

    private protected override void Begin() => _passphrase = Secrets.Utf8OrNull(Passphrase);

    private protected override SshKeyExport Wanted(MachineIdentity identity) =>
        base.Wanted(identity) with { IncludePrivateKey = IncludePrivateKey, Passphrase = _passphrase };

    private protected override void RequireEmittable(SshKeyExport export)
    {
        if (export.IncludePrivateKey && export.Passphrase is null && !AsPlainText)
        {
            throw new MimException(
                MimErrorCause.InvalidArgument,
                "The private key would go to the pipeline in clear: encrypt it with -Passphrase, write it with -Path, or ask for it with -AsPlainText.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _passphrase?.Dispose();
        }

        base.Dispose(disposing);
    }
}
