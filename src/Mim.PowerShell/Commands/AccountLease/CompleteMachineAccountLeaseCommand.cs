using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Returns accounts that were borrowed: they are rotated, and lent again once the password that was lent is refused.</summary>
[Cmdlet(VerbsLifecycle.Complete, Nouns.AccountLease, SupportsShouldProcess = true)]
[OutputType(typeof(RotationResult))]
public sealed class CompleteMachineAccountLeaseCommand : DeliveringCommand
{
    private readonly List<Guid> _ids = [];

    /// <summary>How many at once.</summary>
    [Parameter]
    [ValidateRange(1, RotationOptions.LargestThrottle)]
    public int ThrottleLimit { get; set; } = RotationOptions.UsualThrottle;

    /// <summary>Take back what somebody else borrowed.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override IReadOnlyList<IdentityKind> Kinds { get; } = [IdentityKind.ServiceAccount];

    private protected override void Process()
    {
        foreach (var identity in Chosen())
        {
            Attempt(identity.Name, () => Choose(identity));
        }
    }

    private protected override void End()
    {
        if (_ids.Count > 0)
        {
            Run(
                "Returning accounts",
                _ids.Count,
                (progress, token) => Session.Lending.ReturnAsync(
                    _ids, Force, new RotationOptions { ThrottleLimit = ThrottleLimit, Canary = 0, Progress = progress }, token));
        }
    }

    private void Choose(MachineIdentity identity)
    {
        if (IsWhatIf)
        {
            Session.Lending.CheckReturn(identity.Id, Force);
        }

        if (ShouldProcess(identity.Name, "Return the account and rotate it"))
        {
            _ids.Add(identity.Id);
        }
    }
}
