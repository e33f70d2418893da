using System.Management.Automation;
using System.Runtime.CompilerServices;

using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Rotates identities: a new version is issued, installed, proved and activated, then the old one is retired.</summary>
[Cmdlet(VerbsLifecycle.Invoke, Nouns.Rotation, SupportsShouldProcess = true, DefaultParameterSetName = OfIdentities)]
[OutputType(typeof(RotationResult))]
public sealed class InvokeMachineIdentityRotationCommand : WaveCommand
{
    private const string OfIdentities = "Identity";
    private const string OfPlan = "Plan";
    private readonly List<Guid> _chosen = [];
    private SavedPlan? _plan;
    private bool _mayRepair;

    /// <summary>Only what is due; everything that is due when no identity is chosen.</summary>
    [Parameter(ParameterSetName = OfIdentities)]
    public SwitchParameter Due { get; set; }

    /// <summary>Only what these authorities issued, wildcards allowed; all of it when no identity is chosen.</summary>
    [Parameter(ParameterSetName = OfIdentities)]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] IssuedBy { get; set; } = [];

    /// <summary>Id of a saved plan, which is applied once.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfPlan)]
    [ArgumentCompleter(typeof(PlanIdCompleter))]
    public Guid Plan { get; set; }

    private protected override string Activity => "Rotating identities";

    private protected override IEnumerable<MachineIdentity> Meant()
    {
        if (ParameterSetName == OfPlan)
        {
            return [];
        }

        if (Due && !IsChosen && IssuedBy.Length == 0)
        {
            return Session.Rotation.Due(StopToken).Select(Session.Identities.Get);
        }

        var chosen = (IssuedBy.Length == 0 ? Chosen() : OfAuthorities()).ToList();
        _chosen.AddRange(chosen.Select(identity => identity.Id));
        return chosen;
    }

    private IEnumerable<MachineIdentity> OfAuthorities() =>
        Find(new IdentityQuery { Kinds = Kinds, Statuses = [VersionState.Active], Authorities = IssuedBy });

    private protected override int Total => _plan?.Identities ?? base.Total;

    private protected override bool HasMore()
    {
        if (ParameterSetName == OfPlan)
        {
            _plan = Session.RotationPlans.Get(Plan);
            return ShouldProcess(Plan.ToString(), $"Apply the plan that {_plan.CreatedBy} saved for {_plan.Identities} identities");
        }

        return _mayRepair = Due && ShouldProcess(_chosen.Count > 0 ? "the targets of those chosen" : "all targets", "Prove what was delivered, and deliver again what drifted");
    }

    private protected override bool Asked(MachineIdentity identity)
    {
        if (!IsWhatIf)
        {
            return ShouldProcess(identity.Name, $"Rotate version {identity.Version}");
        }

        foreach (var step in Session.Rotation.Plan(identity.Id, StopToken))
        {
            ShouldProcess($"{identity.Name}: {step.Step}: {step.Description}.", null, null);
        }

        return false;
    }

    private protected override IAsyncEnumerable<RotationResult> RunAsync(
        IReadOnlyList<Guid> ids, RotationOptions options, CancellationToken cancellationToken) =>
        _plan is not null ? Session.RotationPlans.ApplyAsync(_plan.Id, options, cancellationToken)
        : Due ? DueAsync(ids, options with { OnlyIfDue = true }, cancellationToken)
        : Session.Rotation.RotateAsync(ids, options, cancellationToken);

    private async IAsyncEnumerable<RotationResult> DueAsync(
        IReadOnlyList<Guid> ids, RotationOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var result in Session.Rotation.RotateAsync(ids, options, cancellationToken).ConfigureAwait(false))
        {
            yield return result;
        }

        if (_mayRepair)
        {
            await foreach (var result in Session.Rotation.ReconcileAsync(_chosen.Count > 0 ? _chosen : null, options, cancellationToken).ConfigureAwait(false))
            {
                yield return result;
            }
        }
    }
}
