using System.Management.Automation;

using Mim.Core.Audit;
using Mim.Core.Stores;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Hosting;

namespace Mim.PowerShell.Commands;

/// <summary>Puts a backup in the place of a store.</summary>
[Cmdlet(VerbsData.Restore, Nouns.Store, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(StoreInfo))]
public sealed class RestoreMachineIdentityStoreCommand : MimCommand
{
    /// <summary>The backup to read.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Replace a store that is already there; it is kept beside the new one.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool NeedsStore => false;

    private protected override void Process()
    {
        var reference = Locate() with { CreateIfMissing = false };
        var backup = Files.Full(Path);
        if (!ShouldProcess(StoreAddress.Display(reference.Location), $"Restore the store from {backup}"))
        {
            return;
        }

        CompositionHost.Current.Restore(backup, reference, Force, Caller.Context(), StopToken);
        using var session = OpenSession(reference);
        WriteObject(session.Store.Describe(StopToken));
    }
}
