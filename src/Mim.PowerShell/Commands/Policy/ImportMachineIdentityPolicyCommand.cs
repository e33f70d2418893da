using System.Management.Automation;

using Mim.Core.Policies;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Sets policies from a JSON file.</summary>
[Cmdlet(VerbsData.Import, Nouns.Policy, SupportsShouldProcess = true)]
[OutputType(typeof(IdentityPolicy))]
public sealed class ImportMachineIdentityPolicyCommand : MimCommand
{
    /// <summary>The file to read.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    private protected override void Process()
    {
        var path = Files.Full(Path);
        if (ShouldProcess(path, "Import policies"))
        {
            Attempt(path, () => WriteObject(Session.Policies.Import(File.ReadAllText(path), StopToken), enumerateCollection: true));
        }
    }
}
