using System.Management.Automation;

using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Copies a store while others use it.</summary>
[Cmdlet(VerbsData.Backup, Nouns.Store, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class BackupMachineIdentityStoreCommand : MimCommand
{
    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Destination")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Overwrite an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void End()
    {
        var destination = Files.Full(Path);
        if (!ShouldProcess(destination, "Back up the store") || !MayWrite(destination, Force))
        {
            return;
        }

        var meter = new ProgressMeter(this, "Backing up the store", Session.Time);
        var path = File.Exists(destination) ? $"{destination}.{Guid.NewGuid():N}" : destination;
        Session.Store.Backup(path, meter, StopToken);
        meter.Complete();

        // An old backup is given up only once the new one is whole.
        File.Move(path, destination, overwrite: true);
        WriteObject(new FileInfo(destination));
    }
}
