using System.Management.Automation;

using Mim.Core.Discovery.Leaks.Suppressing;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Has secrets that lie in the clear told no more for some time, because somebody answers for them.</summary>
[Cmdlet(VerbsCommon.Add, Nouns.SecretSuppression, SupportsShouldProcess = true)]
[OutputType(typeof(SecretSuppression))]
public sealed class AddMachineSecretSuppressionCommand : MimCommand
{
    /// <summary>Keyed hashes of the secrets, as findings have them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Hash { get; set; } = [];

    /// <summary>Who answers for them.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Owner { get; set; } = "";

    /// <summary>Why they do no harm.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <summary>How long; at most 366 days, 90 when left out.</summary>
    [Parameter]
    [Span]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(90);

    private protected override void Process()
    {
        foreach (var hash in Hash.Where(hash => ShouldProcess(hash, "Suppress secret")))
        {
            Attempt(hash, () => WriteObject(Session.Suppressions.Put(new NewSuppression(hash, Owner, Reason, Lifetime), StopToken)));
        }
    }
}
