using System.Management.Automation;

using Mim.Core.Issuing;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that makes identities with keys.</summary>
public abstract class IssuingCommand : MakingCommand
{
    /// <summary>Algorithm of the key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public KeyAlgorithm? KeyAlgorithm { get; set; }
}
