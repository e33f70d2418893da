namespace Mim.HelpBuilder;

/// <summary>A paragraph or a block of code.</summary>
public sealed record MarkdownPart(bool IsCode, string Text);
