using System.Management.Automation;

using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Has secrets be told again.</summary>
[Cmdlet(VerbsCommon.Remove, Nouns.SecretSuppression, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveMachineSecretSuppressionCommand : MimCommand
{
    /// <summary>Keyed hashes of the secrets.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Hash { get; set; } = [];

    private protected override void Process()
    {
        foreach (var hash in Hash.Where(hash => ShouldProcess(hash, "Remove suppression")))
        {
            Attempt(hash, () => Remove(hash));
        }
    }

    private void Remove(string hash)
    {
        if (!Session.Suppressions.Remove(hash, StopToken))
        {
            WriteVerbose($"'{hash}' is not suppressed.");
        }
    }
}
