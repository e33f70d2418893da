using System.Management.Automation;

using Mim.Core.Accounts.Lending;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Lists who borrowed accounts.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.AccountLease)]
[OutputType(typeof(MachineAccountLease))]
public sealed class GetMachineAccountLeaseCommand : KnownAccountCommand
{
    /// <summary>Borrowers as account@host, wildcards allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Borrower { get; set; } = [];

    /// <summary>How they stand.</summary>
    [Parameter]
    public AccountLeaseState[] State { get; set; } = [];

    /// <summary>Also those whose accounts are free again.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    private protected override void Process()
    {
        var query = new AccountLeaseQuery { IsOpen = !All && !State.Contains(AccountLeaseState.Freed) };
        var leases = IsChosen
            ? Chosen().SelectMany(identity => Session.Lending.Find(query with { IdentityId = identity.Id }, StopToken))
            : Session.Lending.Find(query, StopToken);
        var now = Session.Time.GetUtcNow();
        foreach (var lease in leases.Where(lease => IsWanted(lease, now)))
        {
            WriteObject(new MachineAccountLease(lease, lease.StateAt(now), Session.Lending.ReasonOf(lease, StopToken)));
        }
    }

    private bool IsWanted(AccountLease lease, DateTimeOffset now) =>
        (State.Length == 0 || State.Contains(lease.StateAt(now)))
        && (Borrower.Length == 0 || Borrower.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(lease.Borrower)));
}
