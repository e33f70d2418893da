using System.Management.Automation;
using System.Text;

using Mim.Core.Identities;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Hands out the keys by which tokens of authorities are verified, as JSON Web Key Sets.</summary>
[Cmdlet(VerbsData.Export, Nouns.TokenAuthority, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMachineTokenAuthorityCommand : FileExportCommand
{
    private protected override IReadOnlyList<IdentityKind> Kinds { get; } = [IdentityKind.TokenAuthority];

    private protected override void Export(MachineIdentity identity, string? path)
    {
        if (path is null)
        {
            WriteObject(Encoding.UTF8.GetString(Session.TokenAuthorities.KeySet(identity.Id)));
            return;
        }

        var file = ExportFiles.IsFolder(path) ? ExportFiles.In(path, identity.Name, ".jwks.json") : path;
        if (ShouldProcess($"{identity.Name} to {file}", "Export public keys"))
        {
            Write(file, destination => Session.TokenAuthorities.ExportTo(destination, identity.Id, Force));
        }
    }
}
