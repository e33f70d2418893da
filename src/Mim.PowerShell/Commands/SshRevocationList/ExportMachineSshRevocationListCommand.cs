using System.Management.Automation;

using Mim.Core;
using Mim.Core.Revocation.Ssh;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Writes a key revocation list that was published.</summary>
[Cmdlet(VerbsData.Export, Nouns.SshRevocationList, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMachineSshRevocationListCommand : MimCommand
{
    /// <summary>File to write to.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Number of a list; the newest when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, long.MaxValue)]
    public long? Number { get; set; }

    /// <summary>Overwrite an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process() => Attempt(Path, () =>
    {
        var path = Files.Full(Path);
        var list = Session.Ssh.RevocationLists.Find(StopToken).FirstOrDefault(list => Number is null || list.Number == Number)
            ?? throw new MimException(
                MimErrorCause.VersionNotFound, Number is null ? "No SSH revocation list has been published yet." : $"There is no SSH revocation list {Number}.", Path);
        if (ShouldProcess($"List {list.Number} to {path}", "Export SSH revocation list") && MayWrite(path, Force))
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            Session.Ssh.RevocationLists.WriteTo(path, list, Force);
            WriteObject(new FileInfo(path));
        }
    });
}
