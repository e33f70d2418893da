using System.Management.Automation;
using System.Security;

using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Sealing;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Says where versions of identities are installed.</summary>
[Cmdlet(VerbsCommon.Add, Nouns.Target, DefaultParameterSetName = FilesSet, SupportsShouldProcess = true)]
[OutputType(typeof(Target))]
public sealed class AddMachineIdentityTargetCommand : TargetWindowsCommand
{
    private KeyMaterial? _password;

    /// <summary>Password of the PFX file or truststore.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Password { get; set; }

    private protected override IReadOnlyList<IdentityKind> Kinds =>
        Format?.IsTrustBundle() == true ? [IdentityKind.CertificateAuthority]
        : Format == FileLayout.Template || Said(TemplateFile) is not null ? [IdentityKind.Secret, IdentityKind.ServiceAccount, IdentityKind.OAuthClient]
        : ChosenKind.IdentityKinds();

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

    private void Add(MachineIdentity identity)
    {
        var settings = Settings();
        var wanted = new NewTarget { IdentityId = identity.Id, Kind = ChosenKind, Settings = settings, Window = ChosenWindow, Password = _password };
        var what = settings is FileTargetSettings { Layout: var layout } ? layout.ToString() : ChosenKind.ToString();
        if (!ShouldProcess(identity.Name, $"Add {what} target {Place}{(settings.Host is { } host ? $" on {host}" : "")}"))
        {
            return;
        }

        var files = (settings as ServiceTargetSettings)?.Files ?? settings as FileTargetSettings;
        if (identity.HasPrivateKey && files is { Layout: FileLayout.Pem, KeyPath: null })
        {
            WriteWarning(
                $"Only the certificate of '{identity.Name}' goes to {files.Path}. A rotation makes a new key: say with -KeyPath where it goes.");
        }

        WriteObject(Session.Targets.Add(wanted, StopToken));
    }
}
