using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;

using Mim.Core.Sealing;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Lets one more key file, passphrase, certificate or Windows account open the store.</summary>
[Cmdlet(VerbsCommon.Add, Nouns.Recipient, SupportsShouldProcess = true, DefaultParameterSetName = KeyFileSet)]
[OutputType(typeof(Recipient))]
public sealed class AddMachineIdentityStoreRecipientCommand : MimCommand
{
    private const string KeyFileSet = "KeyFile";
    private const string PassphraseSet = "Passphrase";
    private const string CertificateSet = "Certificate";
    private const string DpapiSet = "Dpapi";

    /// <summary>Name of the recipient in this store.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Label { get; set; } = "";

    /// <summary>Path of a key file: an existing one, or a new one to make.</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeyFileSet)]
    [ValidateNotNullOrEmpty]
    public string KeyFile { get; set; } = "";

    /// <summary>The passphrase.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PassphraseSet)]
    public SecureString Passphrase { get; set; } = null!;

    /// <summary>A certificate whose private key opens the store.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    public X509Certificate2 Certificate { get; set; } = null!;

    /// <summary>Windows protects the key for the current account.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DpapiSet)]
    public SwitchParameter Dpapi { get; set; }

    private protected override void End()
    {
        if (ShouldProcess(Label, $"Add {ParameterSetName} recipient to the store"))
        {
            WriteObject(Add());
        }
    }

    private Recipient Add()
    {
        switch (ParameterSetName)
        {
            case PassphraseSet:
                using (var passphrase = Secrets.Utf8(Passphrase))
                {
                    return Session.Keyring.AddPassphrase(Label, passphrase, StopToken);
                }

            case CertificateSet:
                return Session.Keyring.AddCertificate(Label, Certificate.RawData, StopToken);
            case DpapiSet:
                return Session.Keyring.AddDpapi(Label, StopToken);
            default:
                return Session.Keyring.AddKeyFile(Label, Files.Full(KeyFile), StopToken);
        }
    }
}
