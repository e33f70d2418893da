using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Issuing;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that says whether authorities issue: the steps from one to the next.</summary>
public abstract class AuthorityStateCommand : IdentityCommand
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

    /// <summary>What ending one does, as ShouldProcess shows it.</summary>
    private protected abstract string Ending { get; }

    /// <summary>The authority as it is now, for the pipeline, and who stands before and after it.</summary>
    private protected abstract (object View, string? Replaces, string? ReplacedBy) Now(MachineIdentity authority);

    private protected sealed override void Process()
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
            WriteObject(Now(authority).View);
        }
    }

    private string Effect(MachineIdentity authority)
    {
        var (_, replaces, replacedBy) = Now(authority);
        return State switch
        {
            AuthorityState.Active when replaces is not null => $"Let it issue, and renew what {replaces} issued",
            AuthorityState.Active => "Let it issue",
            AuthorityState.Prepared => $"Let it issue nothing, and {replaces} renew again what it issued",
            AuthorityState.Tainted when replacedBy is not null => $"Let it issue nothing new; {replacedBy} renews what it issued",
            AuthorityState.Tainted => "Let it issue nothing new, though no other takes its place",
            _ => Ending,
        };
    }
}
