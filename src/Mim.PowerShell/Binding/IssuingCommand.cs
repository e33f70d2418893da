using System.Management.Automation;

using Mim.Core.Issuing;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that makes identities with keys. Everything can come from the columns of a CSV file; an empty one says nothing.</summary>
public abstract class IssuingCommand : DocumentedCommand
{
    /// <summary>Name of the identity.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [NameText]
    public string Name { get; set; } = "";

    /// <summary>Algorithm of the key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public KeyAlgorithm? KeyAlgorithm { get; set; }

    /// <summary>How long what is made is valid.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Span]
    public TimeSpan? Lifetime { get; set; }
}
