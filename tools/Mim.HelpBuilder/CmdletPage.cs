namespace Mim.HelpBuilder;

/// <summary>One page of docs/cmdlets. Texts are paragraphs.</summary>
public sealed record CmdletPage
{
    public required string Name { get; init; }

    public required string Synopsis { get; init; }

    public IReadOnlyList<string> Description { get; init; } = [];

    public IReadOnlyList<PageExample> Examples { get; init; } = [];

    /// <summary>By name, without the dash.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyList<string> Inputs { get; init; } = [];

    public IReadOnlyList<string> Outputs { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Names of cmdlets and topics, or addresses.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];
}
