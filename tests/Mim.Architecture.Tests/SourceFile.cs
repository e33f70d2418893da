using System.Text.RegularExpressions;

namespace Mim.Architecture.Tests;

/// <summary>One file of the sources, by its path from the root with forward slashes.</summary>
internal sealed partial record SourceFile(string RelativePath)
{
    public string[] Segments => RelativePath.Split('/');

    public string Name => Segments[^1];

    public string Text => File.ReadAllText(Path.Combine(Repository.Root, RelativePath));

    public int Lines => File.ReadLines(Path.Combine(Repository.Root, RelativePath)).Count();

    /// <summary>The namespace it declares; null for files of statements and attributes.</summary>
    public string? Namespace => NamespaceLine().Match(Text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^namespace\s+([\w.]+)\s*[;{]?\s*$", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
