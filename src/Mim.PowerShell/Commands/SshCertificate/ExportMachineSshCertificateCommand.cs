using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Hands out certificates of SSH and, when asked, the private keys that were made for them.</summary>
[Cmdlet(VerbsData.Export, Nouns.SshCertificate, SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class ExportMachineSshCertificateCommand : SshKeyExportCommand
{
    private protected override IReadOnlyList<IdentityKind> Kinds => [IdentityKind.SshCertificate];

    // The name under which ssh looks for the certificate beside a private key.
    private protected override string PublicExtension => Format == SshKeyFormat.Pem ? ".pem" : "-cert.pub";
}
