using System.Management.Automation;
using System.Management.Automation.Runspaces;

using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Hosting;

/// <summary>
/// Runs on Remove-Module: forgets the runspace's connection with its passphrase. Stores themselves are open only while a
/// command runs.
/// </summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceMemory.Forget(Runspace.DefaultRunspace);
}
