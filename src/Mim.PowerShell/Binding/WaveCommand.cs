using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Rotation;

namespace Mim.PowerShell.Binding;

/// <summary>
/// A cmdlet that works on many identities in waves. All of the pipeline are asked about before the first is worked on:
/// working while reading would show some of them twice, and there would be nothing to limit.
/// </summary>
public abstract class WaveCommand : DeliveringCommand
{
    private readonly List<Guid> _ids = [];

    /// <summary>How many must succeed one after another before the others start.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Canary { get; set; }

    /// <summary>How many at once after the canaries.</summary>
    [Parameter]
    [ValidateRange(1, RotationOptions.LargestThrottle)]
    public int ThrottleLimit { get; set; } = RotationOptions.UsualThrottle;

    /// <summary>How many may fail, as a number or as a part of all such as 10%, before nothing more is started.</summary>
    [Parameter]
    public FailureLimit? MaxFailure { get; set; }

    /// <summary>Install outside maintenance windows too, and rotate what is not due or backs off.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override IReadOnlyList<IdentityKind> Kinds => Session.Rotation.Kinds;

    /// <summary>For the progress bar.</summary>
    private protected abstract string Activity { get; }

    /// <summary>How many there are to work on.</summary>
    private protected virtual int Total => _ids.Count;

    private protected sealed override void Process() => _ids.AddRange(Meant().Where(Asked).Select(identity => identity.Id));

    private protected sealed override void End()
    {
        if (HasMore() || _ids.Count > 0)
        {
            Run(Activity, Total, (progress, token) => RunAsync(_ids, Options(progress), token));
        }
    }

    /// <summary>The identities of the current record that there is something to do with.</summary>
    private protected virtual IEnumerable<MachineIdentity> Meant() => Chosen();

    /// <summary>Whether there is something to do when none was asked about.</summary>
    private protected virtual bool HasMore() => false;

    /// <summary>Whether to go ahead with one.</summary>
    private protected abstract bool Asked(MachineIdentity identity);

    private protected abstract IAsyncEnumerable<RotationResult> RunAsync(
        IReadOnlyList<Guid> ids, RotationOptions options, CancellationToken cancellationToken);

    private RotationOptions Options(IProgress<RotationProgress> progress) => new()
    {
        Canary = Canary, ThrottleLimit = ThrottleLimit, MaxFailure = MaxFailure?.Of(Total), Force = Force, Progress = progress,
    };
}
