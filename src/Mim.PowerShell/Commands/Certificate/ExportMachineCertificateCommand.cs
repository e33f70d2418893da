using System.Management.Automation;
using System.Security;

using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Sealing;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Hands out certificates and, when asked, their private keys.</summary>
[Cmdlet(VerbsData.Export, Nouns.Certificate, SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class ExportMachineCertificateCommand : ExportCommand
{
    private KeyMaterial? _password;

    /// <summary>Number of a version; the current one when left out.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Version { get; set; }

    /// <summary>Also the private key. The audit says that it was handed out.</summary>
    [Parameter]
    public SwitchParameter IncludePrivateKey { get; set; }

    /// <summary>Encrypts the private key.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Password { get; set; }

    /// <summary>Let a private key that is not encrypted go to the pipeline.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>PFX that old Windows and Java read.</summary>
    [Parameter]
    public SwitchParameter Legacy { get; set; }

    private protected override IReadOnlyList<IdentityKind> Kinds => [IdentityKind.Certificate];

    private protected override void Begin() => _password = Secrets.Utf8OrNull(Password);

    private protected override CertificateExport Wanted(MachineIdentity identity, ExportFormat format)
    {
        var export = base.Wanted(identity, format);
        return export with
        {
            VersionId = Version is { } number ? VersionOf(identity, number) : null,
            Layout = export.Layout with { Legacy = Legacy },
            IncludePrivateKey = IncludePrivateKey,
            Password = _password,
        };
    }

    private protected override void RequireEmittable(CertificateExport export)
    {
        base.RequireEmittable(export);
        if (export.IncludePrivateKey && export.Password is null && !AsPlainText)
        {
            throw new MimException(
                MimErrorCause.InvalidArgument,
                "The private key would go to the pipeline in clear: encrypt it with -Password, write it with -Path, or ask for it with -AsPlainText.");
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
}
