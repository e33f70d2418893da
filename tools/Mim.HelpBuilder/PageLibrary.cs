namespace Mim.HelpBuilder;

/// <summary>All pages of a folder, and the texts of the parameters that cmdlets share, which stand in its README.</summary>
public sealed class PageLibrary
{
    private PageLibrary(IReadOnlyDictionary<string, CmdletPage> pages, CmdletPage shared)
    {
        Pages = pages;
        Shared = shared;
    }

    /// <summary>By name of the file, which is the cmdlet's.</summary>
    public IReadOnlyDictionary<string, CmdletPage> Pages { get; }

    public CmdletPage Shared { get; }

    public static PageLibrary Read(string folder)
    {
        var pages = Directory.EnumerateFiles(folder, "*-*.md")
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => PageReader.Read(File.ReadAllText(path)));
        return new PageLibrary(pages, PageReader.Read(File.ReadAllText(Path.Combine(folder, "README.md"))));
    }

    /// <summary>The page's own text of a parameter, else the shared one, else none.</summary>
    public IReadOnlyList<string> TextOf(string cmdlet, string parameter) =>
        Pages.TryGetValue(cmdlet, out var page) && page.Parameters.TryGetValue(parameter, out var own) ? own
            : Shared.Parameters.TryGetValue(parameter, out var shared) ? shared
            : [];
}
