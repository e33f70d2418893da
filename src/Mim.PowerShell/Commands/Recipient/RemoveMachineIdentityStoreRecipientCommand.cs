using System.Management.Automation;

using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Takes a recipient's access to the store away.</summary>
[Cmdlet(VerbsCommon.Remove, Nouns.Recipient, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveMachineIdentityStoreRecipientCommand : MimCommand
{
    /// <summary>Names of recipients.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RecipientCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Label { get; set; } = [];

    private protected override void Process()
    {
        foreach (var label in Label.Where(label => ShouldProcess(label, "Remove recipient from the store")))
        {
            Attempt(label, () => Session.Keyring.Remove(label, StopToken));
        }
    }
}
