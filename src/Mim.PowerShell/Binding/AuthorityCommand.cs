using System.Management.Automation;

using Mim.Core.Identities;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that works on authorities.</summary>
public abstract class AuthorityCommand : IdentityCommand
{
    /// <summary>Names of authorities, wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[]? Name { get; set; }

    private protected sealed override IReadOnlyList<IdentityKind> Kinds => [IdentityKind.CertificateAuthority];

    /// <summary>The chosen authorities; all of them when none was chosen.</summary>
    private protected IEnumerable<MachineIdentity> ChosenOrAll() =>
        IsChosen ? Chosen() : Session.Identities.Find(new IdentityQuery { Kinds = Kinds }, StopToken);
}
