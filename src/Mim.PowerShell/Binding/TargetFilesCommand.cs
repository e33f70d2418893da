using System.Management.Automation;

using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Issuing;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that is told which files of a target there are.</summary>
public abstract class TargetFilesCommand : TargetHostCommand
{
    /// <summary>Of the parameters for targets that are files.</summary>
    private protected const string FilesSet = "Files";

    /// <summary>Of the parameters for targets that are accounts.</summary>
    private protected const string AccountSet = "Account";

    /// <summary>File with the certificate, or list with keys.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = FilesSet)]
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = AccountSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>PEM files, one PFX file, or the roots of an authority.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public FileLayout? Format { get; set; }

    /// <summary>File with the private key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? KeyPath { get; set; }

    /// <summary>File with the chain.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ChainPath { get; set; }

    /// <summary>Name of the key in a PFX file, or of a Secret.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SecretName")]
    public string? KeyAlias { get; set; }

    /// <summary>Namespace of a Secret.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Namespace { get; set; }

    /// <summary>File with the text that a secret goes into.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TemplateFile { get; set; }

    /// <summary>User who owns the files.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FileOwner { get; set; }

    /// <summary>Group of the files.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Group { get; set; }

    /// <summary>Permissions of the files in octal.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Mode { get; set; }

    private static FileLayout LayoutOf(TargetKind kind, string path) => kind switch
    {
        TargetKind.Kubernetes => FileLayout.SecretManifest,
        TargetKind.JavaKeystore => FileLayout.Pfx,
        _ => ExportFiles.FormatOf(path) == ExportFormat.Pfx ? FileLayout.Pfx : FileLayout.Pem,
    };

    private static string Text(string path) => new FileInfo(path).Length <= TemplateText.Largest
        ? File.ReadAllText(path)
        : throw new MimException(MimErrorCause.InvalidFile, $"'{path}' is longer than {TemplateText.Largest} octets.", path);

    private protected string? SaidPath(string? path) => Said(path) is { } said ? PathThere(said) : null;

    /// <summary>The files in the layout that the kind wants where nothing else is said.</summary>
    private protected FileTargetSettings FileSettings(TargetKind kind)
    {
        var path = PathThere(Path);
        return new FileTargetSettings
        {
            Path = path,
            Layout = Format ?? (Said(TemplateFile) is null ? LayoutOf(kind, path) : FileLayout.Template),
            Template = Said(TemplateFile) is { } template ? Text(Files.Existing(template)) : null,
            KeyPath = SaidPath(KeyPath) ?? (kind == TargetKind.HAProxy && Format is null ? path : null),
            ChainPath = SaidPath(ChainPath),
            Alias = Said(KeyAlias),
            Namespace = Said(Namespace),

            // PostgreSQL reads no key that is neither its own nor root's, and its packages run it as this user everywhere.
            Owner = Said(FileOwner) ?? (kind == TargetKind.PostgreSql && WritesAsRoot ? "postgres" : null),
            Group = Said(Group),
            Mode = Said(Mode) is { } mode ? PermissionText.Parse(mode) : null,
        };
    }
}
