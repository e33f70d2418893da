namespace Mim.HelpBuilder;

/// <summary>A parameter within one parameter set.</summary>
public sealed record ParameterUse(string Set, bool IsMandatory, int? Position, bool ByValue, bool ByName)
{
    public string PipelineInput => (ByValue, ByName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
