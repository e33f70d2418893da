using System.Management.Automation;

using Mim.Core;
using Mim.Core.Identities;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that hands out something of each chosen identity: to files, or to the pipeline.</summary>
public abstract class FileExportCommand : IdentityCommand
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>File or folder to write to.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Overwrite existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected sealed override void Process()
    {
        var path = Path is null ? null : Files.Full(Path);
        foreach (var identity in Chosen())
        {
            Attempt(identity.Name, () => Export(identity, path));
        }
    }

    /// <summary>Hands out one identity's.</summary>
    /// <param name="identity">Whose.</param>
    /// <param name="path">Full path of a file or folder; null for the pipeline.</param>
    private protected abstract void Export(MachineIdentity identity, string? path);

    /// <summary>The version of that number.</summary>
    private protected Guid VersionOf(MachineIdentity identity, int number) =>
        Session.Identities.Versions(identity.Id).FirstOrDefault(version => version.Number == number)?.Id
        ?? throw new MimException(MimErrorCause.VersionNotFound, $"'{identity.Name}' has no version {number}.", identity.Name);

    /// <summary>Writes a file that no other export of this command has written, and emits it.</summary>
    private protected void Write(string file, Action<string> write)
    {
        if (!_written.Add(file))
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"'{file}' holds another export of this command already; give -Path a folder.", file);
        }

        if (MayWrite(file, Force))
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            write(file);
            WriteObject(new FileInfo(file));
        }
    }
}
