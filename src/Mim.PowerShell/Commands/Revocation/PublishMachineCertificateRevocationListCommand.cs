using System.Management.Automation;

using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Revocation;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Signs the next revocation lists of authorities and writes them where clients fetch them.</summary>
[Cmdlet(VerbsData.Publish, Nouns.RevocationList, SupportsShouldProcess = true)]
[OutputType(typeof(RevocationList))]
public sealed class PublishMachineCertificateRevocationListCommand : AuthorityCommand
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>File or folder to write to.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Time to the next update.</summary>
    [Parameter]
    [Span]
    public TimeSpan? Lifetime { get; set; }

    private protected override void Process()
    {
        foreach (var authority in ChosenOrAll().ToList().Where(CanSign))
        {
            Attempt(authority.Name, () => Publish(authority));
        }
    }

    /// <summary>An authority that was not asked for by name and cannot sign is no error.</summary>
    private bool CanSign(MachineIdentity authority) => IsChosen || authority is { Status: VersionState.Active, HasPrivateKey: true };

    private void Publish(MachineIdentity authority)
    {
        var path = Path is null ? null : Files.Full(Path);
        var file = path is not null && ExportFiles.IsFolder(path) ? ExportFiles.In(path, authority.Name, ".crl") : path;
        if (file is not null && !_written.Add(file))
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"'{file}' holds the list of another authority already; give -Path a folder.", file);
        }

        if (!ShouldProcess(file is null ? authority.Name : $"{authority.Name} to {file}", "Sign the next revocation list"))
        {
            return;
        }

        if (file is not null)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        }

        WriteObject(Session.RevocationLists.Publish(authority.Id, file, Lifetime, StopToken));
    }
}
