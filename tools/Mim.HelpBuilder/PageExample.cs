namespace Mim.HelpBuilder;

/// <summary>An example of a page: runnable code and what it shows.</summary>
public sealed record PageExample(string Title, string Code, IReadOnlyList<string> Remarks);
