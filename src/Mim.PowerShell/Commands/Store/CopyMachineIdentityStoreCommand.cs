using System.Management.Automation;

using Mim.Core.Stores;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Copies a store to another place or engine while others use it.</summary>
[Cmdlet(VerbsCommon.Copy, Nouns.Store, SupportsShouldProcess = true)]
[OutputType(typeof(StoreInfo))]
public sealed class CopyMachineIdentityStoreCommand : MimCommand
{
    /// <summary>Where the copy is made: a file, or a connection string without a password.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <summary>User and password of the destination's database.</summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    private protected override void End()
    {
        using var connection = new StoreConnection(StoreAddress.Named(Destination, Files.Full)!, Credential, null, null);
        if (!ShouldProcess(StoreAddress.Display(connection.Reference.Location), "Copy the store"))
        {
            return;
        }

        var meter = new ProgressMeter(this, "Copying the store", Session.Time);
        var copy = Session.Copier.Copy(connection.Reference, meter, StopToken);
        meter.Complete();
        WriteObject(copy);
    }
}
