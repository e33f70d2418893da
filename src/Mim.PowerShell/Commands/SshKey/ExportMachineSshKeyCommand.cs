using System.Management.Automation;

using Mim.Core.Identities;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Hands out public keys of SSH and, when asked, private keys.</summary>
[Cmdlet(VerbsData.Export, Nouns.SshKey, SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class ExportMachineSshKeyCommand : SshKeyExportCommand
{
    private protected override IReadOnlyList<IdentityKind> Kinds => [IdentityKind.SshKey, IdentityKind.SshHostKey];
}
