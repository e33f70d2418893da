using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that makes identities with certificates. Everything can come from the columns of a CSV file; an empty one says nothing.</summary>
public abstract class IssuingCommand : MimCommand
{
    /// <summary>Name of the identity.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [NameText]
    public string Name { get; set; } = "";

    /// <summary>Subject in RFC 4514 text.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Subject { get; set; }

    /// <summary>Algorithm of the key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public KeyAlgorithm? KeyAlgorithm { get; set; }

    /// <summary>How long the certificate is valid.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Span]
    public TimeSpan? Lifetime { get; set; }

    /// <summary>Who answers for it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(OwnerCompleter))]
    public string? Owner { get; set; }

    /// <summary>What it is for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Purpose { get; set; }

    /// <summary>How much depends on it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public Criticality? Criticality { get; set; }

    /// <summary>Where it is used.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Environment { get; set; }

    /// <summary>Labels.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TagCompleter))]
    [List]
    public string[] Tag { get; set; } = [];

    private protected static string? Said(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
