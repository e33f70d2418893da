namespace Mim.HelpBuilder;

/// <summary>A heading with what stands under it, up to the next heading.</summary>
public sealed record MarkdownBlock(int Level, string Heading, IReadOnlyList<MarkdownPart> Parts)
{
    public static IReadOnlyList<MarkdownBlock> Split(string text)
    {
        var blocks = new List<MarkdownBlock>();
        var parts = new List<MarkdownPart>();
        var lines = new List<string>();
        var inCode = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                Flush(inCode);
                inCode = !inCode;
            }
            else if (!inCode && line.StartsWith('#'))
            {
                Flush(isCode: false);
                var level = line.TakeWhile(character => character == '#').Count();
                parts = [];
                blocks.Add(new MarkdownBlock(level, line[level..].Trim(), parts));
            }
            else if (!inCode && line.Trim().Length == 0)
            {
                Flush(isCode: false);
            }
            else
            {
                lines.Add(line);
            }
        }

        Flush(inCode);
        return blocks;

        void Flush(bool isCode)
        {
            if (lines.Count > 0)
            {
                parts.Add(new MarkdownPart(isCode, isCode ? string.Join('\n', lines) : Paragraph(lines)));
                lines.Clear();
            }
        }
    }

    /// <summary>Lines of a paragraph flow together; items of a list stay on lines of their own.</summary>
    private static string Paragraph(List<string> lines) => lines
        .Aggregate((text, line) => line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith('|') ? $"{text}\n{line}" : $"{text} {line.Trim()}");
}
