using System.Management.Automation;
using System.Text;

using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Issuing;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that hands certificates out: to files, or to the pipeline as text or octets.</summary>
public abstract class ExportCommand : FileExportCommand
{
    /// <summary>How it is encoded.</summary>
    [Parameter]
    public ExportFormat? Format { get; set; }

    /// <summary>Which certificates it holds.</summary>
    [Parameter]
    public ExportContent Content { get; set; } = ExportContent.FullChain;

    /// <summary>Emit one array of octets instead of text.</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>What to export of one identity in that format.</summary>
    private protected virtual CertificateExport Wanted(MachineIdentity identity, ExportFormat format) => new()
    {
        IdentityId = identity.Id,
        Layout = new ExportLayout { Format = format, Content = Content, FriendlyName = identity.Name },
    };

    /// <summary>Refuses what must not go to the pipeline.</summary>
    private protected virtual void RequireEmittable(CertificateExport export)
    {
        if (export.Layout.Format != ExportFormat.Pem && !AsByteStream)
        {
            throw new MimException(
                MimErrorCause.InvalidArgument, $"{export.Layout.Format} is not text: say -Path for a file or -AsByteStream for the octets.");
        }
    }

    private protected sealed override void Export(MachineIdentity identity, string? path)
    {
        var format = Format ?? (path is null || ExportFiles.IsFolder(path) ? null : ExportFiles.FormatOf(path)) ?? ExportFormat.Pem;
        var export = Wanted(identity, format);
        var what = export.IncludePrivateKey ? "Export certificate and private key" : "Export certificate";
        if (path is null)
        {
            RequireEmittable(export);
            if (!export.IncludePrivateKey || ShouldProcess(identity.Name, what))
            {
                Emit(export);
            }

            return;
        }

        var file = ExportFiles.IsFolder(path) ? ExportFiles.In(path, identity.Name, ExportFiles.ExtensionOf(format)) : path;
        if (ShouldProcess($"{identity.Name} to {file}", what))
        {
            Write(file, destination => Session.Exporter.ExportTo(destination, export, Force, StopToken));
        }
    }

    private void Emit(CertificateExport export)
    {
        using var content = Session.Exporter.Export(export, StopToken);
        WriteObject(AsByteStream ? content.Span.ToArray() : Encoding.ASCII.GetString(content.Span));
    }
}
