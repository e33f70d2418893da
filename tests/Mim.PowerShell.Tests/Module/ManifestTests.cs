using System.Text.RegularExpressions;

using Mim.HelpBuilder;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Tests.Module;

public sealed partial class ManifestTests
{
    private static readonly string Manifest = File.ReadAllText(Repository.PathOf("module", "MimModule.psd1"));

    [Fact]
    public void Exports_every_cmdlet_by_name()
    {
        var exported = Cmdlet().Matches(Manifest).Select(match => match.Groups[1].Value);
        Assert.Equal(CmdletReader.Read(typeof(MimCommand).Assembly).Select(cmdlet => cmdlet.Name).Order(), exported.Order());
    }

    [Fact]
    public void Exports_nothing_by_wildcard() => Assert.DoesNotContain("'*'", Manifest, StringComparison.Ordinal);

    [Fact]
    public void Names_every_view_file()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("module", "formats")).Select(Path.GetFileName);
        Assert.All(files, file => Assert.Contains($"'formats/{file}'", Manifest, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_output_type_of_ours_has_a_table_and_a_list()
    {
        var views = string.Concat(Directory.EnumerateFiles(Repository.PathOf("module", "formats")).Select(File.ReadAllText));
        var types = CmdletReader.Read(typeof(MimCommand).Assembly)
            .SelectMany(cmdlet => cmdlet.Outputs)
            .Where(type => type.StartsWith("Mim.", StringComparison.Ordinal))
            .Distinct();
        Assert.All(types, type => Assert.Equal((type, 2), (type, Regex.Count(views, $"<TypeName>{Regex.Escape(type)}</TypeName>"))));
    }

    [GeneratedRegex(@"^\s+'([A-Z][a-z]+-Machine\w+)'\s*$", RegexOptions.Multiline)]
    private static partial Regex Cmdlet();
}
