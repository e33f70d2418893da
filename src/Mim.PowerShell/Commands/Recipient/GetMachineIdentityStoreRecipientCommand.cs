using System.Management.Automation;

using Mim.Core.Sealing;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Lists who can open the store.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.Recipient)]
[OutputType(typeof(Recipient))]
public sealed class GetMachineIdentityStoreRecipientCommand : MimCommand
{
    /// <summary>Names of recipients, wildcards allowed.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(RecipientCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Label { get; set; } = ["*"];

    private protected override void End()
    {
        var patterns = Label.Select(label => WildcardPattern.Get(label, WildcardOptions.IgnoreCase)).ToList();
        var recipients = Session.Keyring.Recipients().Where(recipient => patterns.Exists(pattern => pattern.IsMatch(recipient.Label)));
        WriteObject(recipients, enumerateCollection: true);
    }
}
