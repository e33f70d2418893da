using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Hands out the certificates of authorities, for clients to trust.</summary>
[Cmdlet(VerbsData.Export, Nouns.Authority, SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class ExportMachineCertificateAuthorityCommand : ExportCommand
{
    /// <summary>Names of authorities, wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[]? Name { get; set; }

    /// <summary>The roots that are to be trusted while one authority takes the place of another.</summary>
    [Parameter]
    public SwitchParameter TrustBundle { get; set; }

    private protected override CertificateExport Wanted(MachineIdentity identity, ExportFormat format) =>
        base.Wanted(identity, format) with { IsTrustBundle = TrustBundle };

    private protected override IReadOnlyList<IdentityKind> Kinds => [IdentityKind.CertificateAuthority];
}
