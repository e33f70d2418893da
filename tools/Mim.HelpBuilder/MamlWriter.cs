using System.Xml;
using System.Xml.Linq;

namespace Mim.HelpBuilder;

/// <summary>Writes the help file that Get-Help reads: MAML, one command element a cmdlet.</summary>
public static class MamlWriter
{
    private static readonly XNamespace Help = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static void Write(string path, IEnumerable<CmdletInfo> cmdlets, PageLibrary library)
    {
        var items = new XElement(Help + "helpItems", new XAttribute("schema", "maml"));
        items.Add(cmdlets.Select(cmdlet => CommandElement(cmdlet, library)));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var writer = XmlWriter.Create(path, new XmlWriterSettings { Indent = true });
        new XDocument(items).Save(writer);
    }

    private static XElement CommandElement(CmdletInfo cmdlet, PageLibrary library)
    {
        var page = library.Pages[cmdlet.Name];
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", cmdlet.Name),
                Paragraphs(Maml + "description", [page.Synopsis]),
                new XElement(Command + "verb", cmdlet.Verb),
                new XElement(Command + "noun", cmdlet.Noun)),
            Paragraphs(Maml + "description", page.Description),
            new XElement(Command + "syntax", cmdlet.ParameterSets.Select(set => Syntax(cmdlet, set))),
            new XElement(
                Command + "parameters",
                cmdlet.Parameters.Select(parameter => Parameter(parameter, parameter.Uses[0], library.TextOf(cmdlet.Name, parameter.Name)))),
            new XElement(Command + "inputTypes", page.Inputs.Select(text => Typed(Command + "inputType", text, []))),
            new XElement(Command + "returnValues", cmdlet.Outputs.Select(type => Typed(Command + "returnValue", type, page.Outputs))),
            new XElement(Maml + "alertSet", Paragraphs(Maml + "alert", page.Notes)),
            new XElement(Command + "examples", page.Examples.Select(Example)),
            new XElement(Command + "relatedLinks", page.Links.Select(Link)));
    }

    private static XElement Syntax(CmdletInfo cmdlet, string set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet.Name),
        cmdlet.Parameters
            .Select(parameter => (Parameter: parameter, Use: parameter.In(set)))
            .Where(item => item.Use is not null)
            .OrderBy(item => item.Use!.Position ?? int.MaxValue)
            .ThenBy(item => !item.Use!.IsMandatory)
            .Select(item => Parameter(item.Parameter, item.Use!, [])));

    private static XElement Parameter(ParameterInfo parameter, ParameterUse use, IReadOnlyList<string> text)
    {
        var element = new XElement(
            Command + "parameter",
            new XAttribute("required", use.IsMandatory),
            new XAttribute("variableLength", parameter.Type.EndsWith("[]", StringComparison.Ordinal)),
            new XAttribute("globbing", parameter.TakesWildcards),
            new XAttribute("pipelineInput", use.PipelineInput),
            new XAttribute("position", use.Position is { } position ? XmlConvert.ToString(position) : "named"),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            Paragraphs(Maml + "description", [.. text, .. Values(parameter)]));
        if (!parameter.IsSwitch)
        {
            element.Add(new XElement(Command + "parameterValue", new XAttribute("required", true), parameter.Type));
        }

        element.Add(new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type)));
        return element;
    }

    private static IEnumerable<string> Values(ParameterInfo parameter) =>
        parameter.Values.Count == 0 ? [] : [$"Values: {string.Join(", ", parameter.Values)}."];

    private static XElement Typed(XName name, string type, IReadOnlyList<string> text) =>
        new(name, new XElement(Dev + "type", new XElement(Maml + "name", type)), Paragraphs(Maml + "description", text));

    private static XElement Example(PageExample example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", $"Example {index + 1}: {example.Title}"),
        new XElement(Dev + "code", example.Code),
        Paragraphs(Dev + "remarks", example.Remarks));

    private static XElement Link(string text) =>
        new(Maml + "navigationLink", new XElement(Maml + "linkText", text), new XElement(Maml + "uri"));

    private static XElement Paragraphs(XName name, IEnumerable<string> texts) =>
        new(name, texts.Select(text => new XElement(Maml + "para", text)));
}
