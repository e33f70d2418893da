using System.Management.Automation;

using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Writes all policies to a JSON file.</summary>
[Cmdlet(VerbsData.Export, Nouns.Policy, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMachineIdentityPolicyCommand : MimCommand
{
    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Overwrite an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void End()
    {
        var path = Files.Full(Path);
        if (ShouldProcess(path, "Export policies") && MayWrite(path, Force))
        {
            File.WriteAllText(path, Session.Policies.Export());
            WriteObject(new FileInfo(path));
        }
    }
}
