using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Says whether authorities of SSH certify.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.SshAuthority, SupportsShouldProcess = true)]
[OutputType(typeof(SshAuthority))]
public sealed class SetMachineSshAuthorityCommand : AuthorityStateCommand
{
    /// <summary>Names of authorities, wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SshAuthorityNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[]? Name { get; set; }

    private protected override IReadOnlyList<IdentityKind> Kinds => [IdentityKind.SshAuthority];

    private protected override string Ending => "End it: its key leaves every file that trusts it";

    private protected override (object View, string? Replaces, string? ReplacedBy) Now(MachineIdentity authority)
    {
        var now = Session.Ssh.Authorities.Find(Session.Identities.Get(authority.Id))!;
        return (now, now.Replaces, now.ReplacedBy);
    }
}
