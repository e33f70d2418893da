using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Says whether authorities issue.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.Authority, SupportsShouldProcess = true)]
[OutputType(typeof(CertificateAuthority))]
public sealed class SetMachineCertificateAuthorityCommand : AuthorityCommand
{
    /// <summary>What they become.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public AuthorityState State { get; set; }

    /// <summary>Activate though a trust bundle is missing somewhere, or retire though certificates are in use.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emit the changed authorities.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        foreach (var authority in Chosen().ToList())
        {
            Attempt(authority.Name, () => Set(authority));
        }
    }

    private void Set(MachineIdentity authority)
    {
        // What would be refused is refused with -WhatIf too.
        var isNew = Session.Succession.CheckAsync(authority.Id, State, Force, StopToken).GetAwaiter().GetResult();
        if (isNew && !ShouldProcess(authority.Name, Effect(authority)))
        {
            return;
        }

        Session.Succession.SetAsync(authority.Id, State, Force, StopToken).GetAwaiter().GetResult();
        if (PassThru)
        {
            WriteObject(Now(authority));
        }
    }

    private CertificateAuthority Now(MachineIdentity authority) =>
        Session.Authorities.Find([WildcardPattern.Escape(authority.Name)], StopToken).Single(found => found.Id == authority.Id);

    private string Effect(MachineIdentity authority)
    {
        var (replaces, replacedBy) = (Now(authority).Replaces, Now(authority).ReplacedBy);
        return State switch
        {
            AuthorityState.Active when replaces is not null => $"Let it issue, and renew what {replaces} issued",
            AuthorityState.Active => "Let it issue",
            AuthorityState.Prepared => $"Let it issue nothing, and {replaces} renew again what it issued",
            AuthorityState.Tainted when replacedBy is not null => $"Let it issue nothing new; {replacedBy} renews what it issued",
            AuthorityState.Tainted => "Let it issue nothing new, though no other takes its place",
            _ => "End it: it leaves the trust bundle and goes on signing revocation lists only",
        };
    }
}
