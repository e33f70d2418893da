using System.Management.Automation;
using System.Security;

using Mim.Core.Sealing;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Changes a recipient's passphrase, or wraps the store's key to it anew.</summary>
[Cmdlet(VerbsData.Update, Nouns.Recipient, SupportsShouldProcess = true)]
[OutputType(typeof(Recipient))]
public sealed class UpdateMachineIdentityStoreRecipientCommand : MimCommand
{
    /// <summary>Name of the recipient.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RecipientCompleter))]
    [ValidateNotNullOrEmpty]
    public string Label { get; set; } = "";

    /// <summary>The new passphrase.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Passphrase { get; set; }

    private protected override void Process()
    {
        var action = Passphrase is null ? "Wrap the store key anew" : "Change the passphrase";
        if (ShouldProcess(Label, action))
        {
            using var passphrase = Secrets.Utf8OrNull(Passphrase);
            WriteObject(Session.Keyring.Rewrap(Label, passphrase, StopToken));
        }
    }
}
