using Mim.HelpBuilder;

if (args is not [var assembly, var pages, var output])
{
    throw new ArgumentException("Usage: Mim.HelpBuilder <cmdlet assembly> <folder of pages> <help file>");
}

var library = PageLibrary.Read(pages);
var cmdlets = CmdletReader.Read(assembly).Where(cmdlet => library.Pages.ContainsKey(cmdlet.Name));
MamlWriter.Write(output, cmdlets, library);
