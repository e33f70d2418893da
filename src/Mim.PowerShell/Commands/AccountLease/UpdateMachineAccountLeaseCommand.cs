using System.Management.Automation;

using Mim.Core.Identities;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Moves the end of leases of accounts.</summary>
[Cmdlet(VerbsData.Update, Nouns.AccountLease, SupportsShouldProcess = true)]
[OutputType(typeof(MachineAccountLease))]
public sealed class UpdateMachineAccountLeaseCommand : KnownAccountCommand
{
    /// <summary>How long from now on.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Span]
    public TimeSpan Lifetime { get; set; }

    /// <summary>Also what somebody else borrowed.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process()
    {
        foreach (var identity in Chosen().Where(identity => ShouldProcess(identity.Name, $"Lend for {Lifetime} from now on")))
        {
            Attempt(identity.Name, () => Prolong(identity));
        }
    }

    private void Prolong(MachineIdentity identity)
    {
        var lease = Session.Lending.Prolong(identity.Id, Lifetime, Force, StopToken);
        WriteObject(new MachineAccountLease(lease, lease.StateAt(Session.Time.GetUtcNow())));
    }
}
