using System.Text.RegularExpressions;

namespace Mim.Architecture.Tests;

/// <summary>One cmdlet a file, short, where it is looked for.</summary>
public sealed partial class CommandTests
{
    private const int LongestCommand = 120;

    private static readonly SourceFile[] _commands =
        [.. Repository.Sources("src/Mim.PowerShell").Where(file => CmdletAttribute().IsMatch(file.Text))];

    [Fact]
    public void A_command_file_has_at_most_120_lines() => Assert.Empty(
        _commands.Where(file => file.Lines > LongestCommand).Select(file => $"{file.RelativePath}: {file.Lines} lines"));

    [Fact]
    public void A_command_is_a_sealed_class_named_verb_noun_command_in_the_folder_of_its_noun() => Assert.Empty(
        _commands.Where(file => !IsWellNamed(file)).Select(file => file.RelativePath));

    [Fact]
    public void A_file_holds_one_command() => Assert.Empty(
        _commands.Where(file => CmdletAttribute().Count(file.Text) > 1).Select(file => file.RelativePath));

    private static bool IsWellNamed(SourceFile file)
    {
        var noun = file.Segments is ["src", "Mim.PowerShell", "Commands", var folder, _] ? folder : null;
        var name = Path.GetFileNameWithoutExtension(file.Name);
        return noun is not null
            && WellNamed().Match(name) is { Success: true } match
            && match.Groups["noun"].Value.Contains(noun, StringComparison.Ordinal)
            && file.Text.Contains($"public sealed class {name}", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\[Cmdlet\(", RegexOptions.Multiline)]
    private static partial Regex CmdletAttribute();

    [GeneratedRegex("^[A-Z][a-z]+(?<noun>Machine[A-Z][A-Za-z]+)Command$")]
    private static partial Regex WellNamed();
}
