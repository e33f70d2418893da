using System.Management.Automation;

using Mim.Core.Stores;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Describes the store.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.Store)]
[OutputType(typeof(StoreInfo))]
public sealed class GetMachineIdentityStoreCommand : MimCommand
{
    private protected override void End() => WriteObject(Session.Store.Describe(StopToken));
}
