using System.Management.Automation;

using Mim.Core.Stores;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Rotates the store's key.</summary>
[Cmdlet(VerbsData.Update, Nouns.StoreKey, SupportsShouldProcess = true)]
[OutputType(typeof(StoreInfo))]
public sealed class UpdateMachineIdentityStoreKeyCommand : MimCommand
{
    private protected override void End()
    {
        if (!ShouldProcess(StoreAddress.Display(Locate().Location), "Rotate the store key"))
        {
            return;
        }

        var meter = new ProgressMeter(this, "Rotating the store key", Session.Time);
        var count = new PipelineProgress<long>(moved => meter.Show($"{moved} sealed values moved"));
        var generation = Session.Keyring.RotateStoreKey(count, StopToken);
        meter.Complete();
        WriteVerbose($"The store key is now of generation {generation}.");
        WriteObject(Session.Store.Describe(StopToken));
    }
}
