using Mim.HelpBuilder;

namespace Mim.PowerShell.Tests.Help;

public sealed class PageReaderTests
{
    private const string Text = """
        # Get-Thing

        Lists `things` of
        the store.

        ## Description

        First **paragraph**
        goes on, see [the other](Set-Thing.md).

        Second paragraph.

        ## Examples

        ### All of them

        ```powershell
        Get-Thing |
            Where-Object Name # not a heading
        ```

        Shows all.

        ## Parameters

        ### -Name

        The name.

        ## Links

        - [Set-Thing](Set-Thing.md)
        - [about_Thing](about_Thing.md)
        """;

    private static readonly CmdletPage Page = PageReader.Read(Text);

    [Fact]
    public void Reads_name_and_synopsis() => Assert.Equal(("Get-Thing", "Lists things of the store."), (Page.Name, Page.Synopsis));

    [Fact]
    public void Joins_lines_of_a_paragraph_and_drops_marks() =>
        Assert.Equal(["First paragraph goes on, see the other.", "Second paragraph."], Page.Description);

    [Fact]
    public void Keeps_code_as_it_is()
    {
        var example = Assert.Single(Page.Examples);
        Assert.Equal("Get-Thing |\n    Where-Object Name # not a heading", example.Code);
        Assert.Equal(["Shows all."], example.Remarks);
    }

    [Fact]
    public void Reads_parameters_without_their_dash() => Assert.Equal(["The name."], Page.Parameters["Name"]);

    [Fact]
    public void Reads_links() => Assert.Equal(["Set-Thing", "about_Thing"], Page.Links);

    [Fact]
    public void A_page_without_a_heading_is_refused() => Assert.Throws<FormatException>(() => PageReader.Read("text"));
}
