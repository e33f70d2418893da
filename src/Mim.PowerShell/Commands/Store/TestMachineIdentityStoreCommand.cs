using System.Management.Automation;

using Mim.Core.Stores;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Checks a store.</summary>
[Cmdlet(VerbsDiagnostic.Test, Nouns.Store)]
[OutputType(typeof(StoreCheck))]
public sealed class TestMachineIdentityStoreCommand : MimCommand
{
    private protected override void End()
    {
        foreach (var check in Session.Store.Test(StopToken))
        {
            WriteObject(check);
        }
    }
}
