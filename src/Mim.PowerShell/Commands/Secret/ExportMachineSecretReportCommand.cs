using System.Management.Automation;

using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Reports;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Writes findings of secrets to a file that code hosts and editors read, and that can be a baseline.</summary>
[Cmdlet(VerbsData.Export, Nouns.SecretReport, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMachineSecretReportCommand : MimCommand
{
    private SecretReport? _report;
    private FileStream? _file;
    private string _path = "";

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>What was found.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public SecretFinding[]? InputObject { get; set; }

    /// <summary>How it is written; by the name of the file when left out.</summary>
    [Parameter]
    public SecretReportFormat? Format { get; set; }

    /// <summary>Folder that paths in the report are relative to; the working folder when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string RootPath { get; set; } = ".";

    /// <summary>Overwrite an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool NeedsStore => false;

    // Beside its goal until it is whole: half a report would be taken for all there is.
    private protected override void Begin()
    {
        _path = Files.Full(Path);
        if (ShouldProcess(_path, "Export report of secrets") && MayWrite(_path, Force))
        {
            _file = new FileStream($"{_path}.{Guid.NewGuid():N}", FileMode.CreateNew, FileAccess.Write);
            _report = SecretReport.Open(_file, Format ?? SecretReports.FormatOf(_path), Files.Full(RootPath));
        }
    }

    private protected override void Process()
    {
        foreach (var finding in InputObject ?? [])
        {
            StopToken.ThrowIfCancellationRequested();
            _report?.Add(finding);
        }
    }

    private protected override void End()
    {
        if (_report is not null && _file is not null)
        {
            _report.Complete();
            Close();
            File.Move(_file.Name, _path, overwrite: Force);
            WriteObject(new FileInfo(_path));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _file is not null)
        {
            Close();
            File.Delete(_file.Name);
        }

        base.Dispose(disposing);
    }

    private void Close()
    {
        _report?.Dispose();
        _file?.Dispose();
    }
}
