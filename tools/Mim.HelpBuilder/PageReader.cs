using System.Text.RegularExpressions;

namespace Mim.HelpBuilder;

/// <summary>
/// Reads a page: a heading with the cmdlet's name, its synopsis, then the sections Description, Examples, Parameters,
/// Inputs, Outputs, Notes and Links. Sub-headings are an example's title or a parameter's name.
/// </summary>
public static partial class PageReader
{
    public static CmdletPage Read(string text)
    {
        var blocks = MarkdownBlock.Split(text);
        var title = blocks.FirstOrDefault(block => block.Level == 1)
            ?? throw new FormatException("The page has no heading of the first level.");
        return new CmdletPage
        {
            Name = title.Heading,
            Synopsis = Plain(string.Join(' ', Paragraphs(title))),
            Description = Section(blocks, "Description"),
            Examples = [.. Children(blocks, "Examples").Select(Example)],
            Parameters = Children(blocks, "Parameters").ToDictionary(block => block.Heading.TrimStart('-'), Paragraphs),
            Inputs = Section(blocks, "Inputs"),
            Outputs = Section(blocks, "Outputs"),
            Notes = Section(blocks, "Notes"),
            Links = [.. Find(blocks, "Links").SelectMany(part => Link().Matches(part.Text)).Select(match => match.Groups[1].Value)],
        };
    }

    private static IReadOnlyList<string> Section(IReadOnlyList<MarkdownBlock> blocks, string heading) =>
        [.. Find(blocks, heading).Where(part => !part.IsCode).Select(part => Plain(part.Text))];

    private static IReadOnlyList<MarkdownPart> Find(IReadOnlyList<MarkdownBlock> blocks, string heading) =>
        blocks.FirstOrDefault(block => block.Level == 2 && block.Heading == heading)?.Parts ?? [];

    private static IEnumerable<MarkdownBlock> Children(IReadOnlyList<MarkdownBlock> blocks, string heading) =>
        blocks.SkipWhile(block => block.Level != 2 || block.Heading != heading).Skip(1).TakeWhile(block => block.Level > 2);

    private static PageExample Example(MarkdownBlock block)
    {
        var code = block.Parts.Where(part => part.IsCode).Select(part => part.Text);
        return new PageExample(block.Heading, string.Join("\n\n", code), Paragraphs(block));
    }

    private static IReadOnlyList<string> Paragraphs(MarkdownBlock block) =>
        [.. block.Parts.Where(part => !part.IsCode).Select(part => Plain(part.Text))];

    /// <summary>Help is shown as text: marks of code and emphasis and the goals of links go.</summary>
    private static string Plain(string text)
    {
        var unlinked = Link().Replace(text, "$1");
        return Emphasis().Replace(unlinked, "$1").Replace("`", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Link();
}
