using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Hands out the public keys of authorities of SSH, for servers and clients to trust.</summary>
[Cmdlet(VerbsData.Export, Nouns.SshAuthority, SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class ExportMachineSshAuthorityCommand : SshExportCommand
{
    /// <summary>Names of authorities, wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SshAuthorityNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[]? Name { get; set; }

    /// <summary>Patterns of hosts, for a line of known_hosts.</summary>
    [Parameter]
    [List]
    public string[] HostName { get; set; } = [];

    private protected override IReadOnlyList<IdentityKind> Kinds => [IdentityKind.SshAuthority];

    private protected override SshKeyExport Wanted(MachineIdentity identity) => base.Wanted(identity) with { TrustedFor = HostName };
}
