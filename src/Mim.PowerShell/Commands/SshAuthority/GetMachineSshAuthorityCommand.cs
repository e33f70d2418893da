using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Lists the authorities of SSH that sign here.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.SshAuthority)]
[OutputType(typeof(SshAuthority))]
public sealed class GetMachineSshAuthorityCommand : IdentityCommand
{
    /// <summary>Names of authorities, wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SshAuthorityNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[]? Name { get; set; }

    private protected override IReadOnlyList<IdentityKind> Kinds => [IdentityKind.SshAuthority];

    private protected override void Process()
    {
        var identities = IsChosen ? Chosen() : Session.Identities.Find(new IdentityQuery { Kinds = Kinds }, StopToken);
        foreach (var identity in identities.Where(identity => identity.Kind == IdentityKind.SshAuthority))
        {
            if (Session.Ssh.Authorities.Find(identity) is { } authority)
            {
                WriteObject(authority);
            }
        }
    }
}
