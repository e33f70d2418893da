namespace Mim.HelpBuilder;

/// <summary>What the assembly says about one cmdlet; the page adds the words.</summary>
public sealed record CmdletInfo(
    string Verb,
    string Noun,
    IReadOnlyList<ParameterInfo> Parameters,
    IReadOnlyList<string> ParameterSets,
    IReadOnlyList<string> Outputs)
{
    public string Name => $"{Verb}-{Noun}";
}
