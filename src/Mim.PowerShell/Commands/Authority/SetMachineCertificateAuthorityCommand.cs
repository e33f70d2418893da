using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Says whether authorities issue.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.Authority, SupportsShouldProcess = true)]
[OutputType(typeof(CertificateAuthority))]
public sealed class SetMachineCertificateAuthorityCommand : AuthorityStateCommand
{
    /// <summary>Names of authorities, wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[]? Name { get; set; }

    private protected override IReadOnlyList<IdentityKind> Kinds => [IdentityKind.CertificateAuthority];

    private protected override string Ending => "End it: it leaves the trust bundle and goes on signing revocation lists only";

    private protected override (object View, string? Replaces, string? ReplacedBy) Now(MachineIdentity authority)
    {
        var now = Session.Authorities.Find([WildcardPattern.Escape(authority.Name)], StopToken).Single(found => found.Id == authority.Id);
        return (now, now.Replaces, now.ReplacedBy);
    }
}
