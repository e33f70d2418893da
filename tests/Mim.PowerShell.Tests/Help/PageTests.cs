using Mim.HelpBuilder;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Tests.Help;

public sealed class PageTests
{
    private static readonly PageLibrary Library = PageLibrary.Read(Repository.PathOf("docs", "cmdlets"));

    private static readonly IReadOnlyList<CmdletInfo> Cmdlets = CmdletReader.Read(typeof(MimCommand).Assembly);

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet() =>
        Assert.Equal(Cmdlets.Select(cmdlet => cmdlet.Name).Order(), Library.Pages.Keys.Order());

    [Fact]
    public void A_page_is_headed_by_the_name_of_its_file() =>
        Assert.All(Library.Pages, page => Assert.Equal(page.Key, page.Value.Name));

    [Fact]
    public void Every_page_has_a_synopsis_a_description_and_two_examples() => Assert.All(Library.Pages.Values, page =>
    {
        Assert.NotEmpty(page.Synopsis);
        Assert.NotEmpty(page.Description);
        Assert.True(page.Examples.Count >= 2, $"{page.Name} has {page.Examples.Count} examples.");
        Assert.All(page.Examples, example => Assert.NotEmpty(example.Code));
    });

    [Fact]
    public void Every_parameter_has_a_text() => Assert.Empty(
        from cmdlet in Cmdlets
        from parameter in cmdlet.Parameters
        where Library.TextOf(cmdlet.Name, parameter.Name).Count == 0
        select $"{cmdlet.Name} -{parameter.Name}");

    [Fact]
    public void No_page_describes_a_parameter_that_is_not_there() => Assert.Empty(
        from cmdlet in Cmdlets
        where Library.Pages.ContainsKey(cmdlet.Name)
        from name in Library.Pages[cmdlet.Name].Parameters.Keys
        where cmdlet.Parameters.All(parameter => parameter.Name != name)
        select $"{cmdlet.Name} -{name}");

    [Fact]
    public void The_index_lists_every_page()
    {
        var index = File.ReadAllText(Repository.PathOf("docs", "cmdlets", "README.md"));
        Assert.All(Library.Pages.Values, page => Assert.Contains($"| [{page.Name}]({page.Name}.md) |", index, StringComparison.Ordinal));
    }

    [Fact]
    public void Links_lead_to_pages_or_topics() => Assert.Empty(
        from page in Library.Pages.Values
        from link in page.Links
        where !Library.Pages.ContainsKey(link) && !link.StartsWith("about_", StringComparison.Ordinal)
        select $"{page.Name}: {link}");
}
