using System.Management.Automation;

using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that is told what people know of the identities it makes.</summary>
public abstract class DocumentedCommand : MimCommand
{
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

    private protected ImportDocumentation Documentation() => new()
    {
        Owner = Said(Owner), Purpose = Said(Purpose), Criticality = Criticality, Environment = Said(Environment), Tags = Tag,
    };

    /// <summary>What was said on the command line alone: a finding has an owner too, but it is that of the file.</summary>
    private protected ImportDocumentation TypedDocumentation()
    {
        var said = Documentation();
        return said with
        {
            Owner = IsPiped(nameof(Owner)) ? null : said.Owner,
            Purpose = IsPiped(nameof(Purpose)) ? null : said.Purpose,
            Criticality = IsPiped(nameof(Criticality)) ? null : said.Criticality,
            Environment = IsPiped(nameof(Environment)) ? null : said.Environment,
            Tags = IsPiped(nameof(Tag)) ? [] : said.Tags,
        };
    }

    /// <summary>An empty column of a CSV file says nothing.</summary>
    private protected static string? Said(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
