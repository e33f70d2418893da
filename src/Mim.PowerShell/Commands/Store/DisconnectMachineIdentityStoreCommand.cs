using System.Management.Automation;

using Mim.Core.Stores;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Ends this session's connection and forgets its passphrase.</summary>
[Cmdlet(VerbsCommunications.Disconnect, Nouns.Store)]
[OutputType(typeof(void))]
public sealed class DisconnectMachineIdentityStoreCommand : MimCommand
{
    private protected override bool NeedsStore => false;

    private protected override void End()
    {
        var memory = RunspaceMemory.Current;
        var connected = memory.Connection?.Reference.Location;
        if (connected is null || (Store is not null && Locate().Location != connected))
        {
            WriteVerbose("This session is not connected to that store.");
            return;
        }

        memory.Connect(null);
        WriteVerbose($"Disconnected from {StoreAddress.Display(connected)}.");
    }
}
