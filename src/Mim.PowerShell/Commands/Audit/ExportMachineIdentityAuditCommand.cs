using System.Management.Automation;

using Mim.Core.Audit;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Writes the audit to a file that can be verified anywhere.</summary>
[Cmdlet(VerbsData.Export, Nouns.Audit, SupportsShouldProcess = true)]
[OutputType(typeof(AuditExportResult))]
public sealed class ExportMachineIdentityAuditCommand : MimCommand
{
    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Also write the public key that verifies it, as PEM.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PublicKeyPath { get; set; }

    /// <summary>Overwrite existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void End()
    {
        var path = Files.Full(Path);
        var publicKeyPath = PublicKeyPath is null ? null : Files.Full(PublicKeyPath);
        if (ShouldProcess(path, "Export the audit") && MayWrite(path, Force) && (publicKeyPath is null || MayWrite(publicKeyPath, Force)))
        {
            WriteObject(Session.Audit.Export(path, publicKeyPath, StopToken));
        }
    }
}
