using System.Management.Automation;
using System.Text;

using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that hands out public keys or certificates of SSH.</summary>
public abstract class SshExportCommand : FileExportCommand
{
    /// <summary>Number of a version; the current one when left out.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Version { get; set; }

    /// <summary>How it is written.</summary>
    [Parameter]
    public SshKeyFormat Format { get; set; } = SshKeyFormat.OpenSsh;

    /// <summary>What follows the name of the identity in the name of a file.</summary>
    private protected virtual string Extension => Format == SshKeyFormat.Pem ? ".pem" : ".pub";

    /// <summary>What to export of one identity.</summary>
    private protected virtual SshKeyExport Wanted(MachineIdentity identity) => new()
    {
        IdentityId = identity.Id,
        VersionId = Version is { } number ? VersionOf(identity, number) : null,
        Format = Format,
    };

    /// <summary>Refuses what must not go to the pipeline.</summary>
    private protected virtual void RequireEmittable(SshKeyExport export)
    {
    }

    private protected sealed override void Export(MachineIdentity identity, string? path)
    {
        var export = Wanted(identity);
        var what = export.IncludePrivateKey ? "Export private key" : "Export public part";
        if (path is null)
        {
            RequireEmittable(export);
            if (!export.IncludePrivateKey || ShouldProcess(identity.Name, what))
            {
                Emit(export);
            }

            return;
        }

        var file = ExportFiles.IsFolder(path) ? ExportFiles.In(path, identity.Name, Extension) : path;
        if (ShouldProcess($"{identity.Name} to {file}", what))
        {
            Write(file, destination => Session.Ssh.Exporter.ExportTo(destination, export, Force, StopToken));
        }
    }

    private void Emit(SshKeyExport export)
    {
        using var content = Session.Ssh.Exporter.Export(export, StopToken);
        WriteObject(Encoding.UTF8.GetString(content.Span).TrimEnd('\n'));
    }
}
