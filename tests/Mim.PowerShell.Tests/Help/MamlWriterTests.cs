using System.Xml.Linq;

using Mim.HelpBuilder;
using Mim.PowerShell.Binding;
using Mim.Testing;

namespace Mim.PowerShell.Tests.Help;

public sealed class MamlWriterTests
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    [Fact]
    public void Writes_one_command_a_cmdlet_with_types_from_the_assembly_and_words_from_the_page()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "help", "help.xml");
        var library = PageLibrary.Read(Repository.PathOf("docs", "cmdlets"));
        var cmdlets = CmdletReader.Read(typeof(MimCommand).Assembly).Where(cmdlet => library.Pages.ContainsKey(cmdlet.Name)).ToList();

        MamlWriter.Write(path, cmdlets, library);

        var commands = XDocument.Load(path).Root!.Elements(Command + "command").ToList();
        Assert.Equal(cmdlets.Count, commands.Count);
        var get = commands.Single(command => command.Descendants(Command + "name").First().Value == "Get-MachineIdentity");
        var name = get.Element(Command + "parameters")!.Elements(Command + "parameter").Single(Named("Name"));
        Assert.Equal("String[]", name.Element(Command + "parameterValue")!.Value);
        Assert.Equal("true", name.Attribute("globbing")!.Value);
        Assert.Equal("0", name.Attribute("position")!.Value);
        Assert.Contains("wildcards", name.Element(Maml + "description")!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(get.Descendants(Command + "parameter"), parameter => Named("IdentityId")(parameter));
    }

    private static Func<XElement, bool> Named(string name) => element => element.Element(Maml + "name")!.Value == name;
}
