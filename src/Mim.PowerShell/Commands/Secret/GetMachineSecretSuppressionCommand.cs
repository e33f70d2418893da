using System.Management.Automation;

using Mim.Core.Discovery.Leaks.Suppressing;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Lists the secrets that are told no more, with who answers for them and until when.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.SecretSuppression)]
[OutputType(typeof(SecretSuppression))]
public sealed class GetMachineSecretSuppressionCommand : MimCommand
{
    /// <summary>Keyed hashes of the secrets; all when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Hash { get; set; } = [];

    private protected override void Process() => WriteObject(
        Hash.Length == 0 ? Session.Suppressions.Find(StopToken) : Hash.Select(Session.Suppressions.Get).OfType<SecretSuppression>(),
        enumerateCollection: true);
}
