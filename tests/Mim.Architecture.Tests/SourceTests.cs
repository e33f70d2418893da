namespace Mim.Architecture.Tests;

/// <summary>What every source file looks like.</summary>
public sealed class SourceTests
{
    private const int LongestFile = 300;

    private static readonly string[] _houses =
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(path => Path.GetFileName(path))];

    [Fact]
    public void No_file_is_longer_than_300_lines() => Assert.Empty(
        Repository.Sources("src").Concat(Repository.Sources("tests"))
            .Where(file => file.Lines > LongestFile)
            .Select(file => $"{file.RelativePath}: {file.Lines} lines"));

    [Fact]
    public void Namespaces_follow_folders() => Assert.Empty(
        Repository.Sources("src").Concat(Repository.Sources("tests"))
            .Where(file => file.Namespace is { } name && name != Expected(file))
            .Select(file => $"{file.RelativePath}: {file.Namespace}"));

    [Fact]
    public void No_type_is_named_like_a_namespace()
    {
        var types = _houses.SelectMany(house => new House(house).OwnTypes()).ToList();
        var namespaces = types.Select(NamespaceOf).Where(IsOurs).SelectMany(name => name.Split('.')).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(types, type => IsOurs(NamespaceOf(type)) && namespaces.Contains(type[(type.LastIndexOf('.') + 1)..]));
    }

    [Fact]
    public void A_file_is_named_like_its_type() => Assert.Empty(
        Repository.Sources("src")
            .Where(file => file.Namespace is not null && !file.Text.Contains($" {Path.GetFileNameWithoutExtension(file.Name)}", StringComparison.Ordinal))
            .Select(file => file.RelativePath));

    // The folders of commands are named like nouns, and some nouns like types: their files share one namespace.
    private static string Expected(SourceFile file)
    {
        var folders = file.Segments[1..^1];
        return folders switch
        {
            ["Mim.PowerShell", "Commands", _] => "Mim.PowerShell.Commands",
            ["bench"] => "Mim.Bench",
            _ => string.Join('.', folders),
        };
    }

    private static string NamespaceOf(string type) => type[..Math.Max(type.LastIndexOf('.'), 0)];

    private static bool IsOurs(string name) => name == "Mim" || name.StartsWith("Mim.", StringComparison.Ordinal);
}
