using System.Management.Automation;
using System.Security;

using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Sealing;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Says where versions of identities are installed.</summary>
[Cmdlet(VerbsCommon.Add, Nouns.Target, SupportsShouldProcess = true)]
[OutputType(typeof(Target))]
public sealed class AddMachineIdentityTargetCommand : WindowedCommand
{
    private KeyMaterial? _password;

    /// <summary>File with the certificate.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>PEM files or one PFX file.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public FileLayout? Format { get; set; }

    /// <summary>File with the private key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? KeyPath { get; set; }

    /// <summary>File with the chain.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ChainPath { get; set; }

    /// <summary>User who owns the files.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FileOwner { get; set; }

    /// <summary>Group of the files.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Group { get; set; }

    /// <summary>Permissions of the files in octal.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Mode { get; set; }

    /// <summary>Password of the PFX file.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Password { get; set; }

    private protected override IReadOnlyList<IdentityKind> Kinds => [IdentityKind.Certificate];

    private protected override void Begin() => _password = Secrets.Utf8OrNull(Password);

    private protected override void Process()
    {
        foreach (var identity in Chosen())
        {
            Attempt(identity.Name, () => Add(identity));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _password?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string? Said(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private void Add(MachineIdentity identity)
    {
        var settings = Settings();
        if (!ShouldProcess(identity.Name, $"Add {settings.Layout} target {settings.Path}"))
        {
            return;
        }

        if (identity.HasPrivateKey && settings is { Layout: FileLayout.Pem, KeyPath: null })
        {
            WriteWarning($"Only the certificate of '{identity.Name}' goes to {settings.Path}. A rotation makes a new key: say with -KeyPath where it goes.");
        }

        var target = new NewTarget { IdentityId = identity.Id, Settings = settings, Window = ChosenWindow, Password = _password };
        WriteObject(Session.Targets.Add(target, StopToken));
    }

    private FileTargetSettings Settings()
    {
        var path = Files.Full(Path);
        return new FileTargetSettings
        {
            Path = path,
            Layout = Format ?? (ExportFiles.FormatOf(path) == ExportFormat.Pfx ? FileLayout.Pfx : FileLayout.Pem),
            KeyPath = Said(KeyPath) is { } key ? Files.Full(key) : null,
            ChainPath = Said(ChainPath) is { } chain ? Files.Full(chain) : null,
            Owner = Said(FileOwner),
            Group = Said(Group),
            Mode = Said(Mode) is { } mode ? PermissionText.Parse(mode) : null,
        };
    }
}
