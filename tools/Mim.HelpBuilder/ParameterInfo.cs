namespace Mim.HelpBuilder;

/// <summary>One parameter of a cmdlet.</summary>
public sealed record ParameterInfo
{
    public required string Name { get; init; }

    /// <summary>As PowerShell shows it: <c>String[]</c>, <c>SwitchParameter</c> …</summary>
    public required string Type { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Names an enumeration or a fixed set allows.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public bool TakesWildcards { get; init; }

    /// <summary>In which sets it is, and how. The set <see cref="AllSets"/> means every one.</summary>
    public required IReadOnlyList<ParameterUse> Uses { get; init; }

    public const string AllSets = "__AllParameterSets";

    public bool IsSwitch => Type == "SwitchParameter";

    public ParameterUse? In(string set) => Uses.FirstOrDefault(use => use.Set == set || use.Set == AllSets);
}
