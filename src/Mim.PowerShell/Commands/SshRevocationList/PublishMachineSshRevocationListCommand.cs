using System.Management.Automation;

using Mim.Core.Revocation.Ssh;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Makes the next key revocation list, writes it where servers read it, and delivers it to its targets.</summary>
[Cmdlet(VerbsData.Publish, Nouns.SshRevocationList, SupportsShouldProcess = true)]
[OutputType(typeof(SshRevocationList))]
public sealed class PublishMachineSshRevocationListCommand : MimCommand
{
    /// <summary>File to write to.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>For people who look at the list.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string Comment { get; set; } = "";

    private protected override void Process() => Attempt(Path, () =>
    {
        var path = Path is null ? null : Files.Full(Path);
        if (!ShouldProcess(path ?? "the store", "Make the next SSH revocation list"))
        {
            return;
        }

        if (path is not null)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        }

        WriteObject(Session.Ssh.RevocationLists.Publish(path, Comment, StopToken));
        SshListDelivery.Run(Session, Attempt, StopToken);
    });
}
