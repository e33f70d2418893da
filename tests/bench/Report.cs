using System.Globalization;
using System.Text;

namespace Mim.Bench;

/// <summary>Writes figures as a Markdown table.</summary>
internal static class Report
{
    private const string Begin = "<!-- figures: begin -->";
    private const string End = "<!-- figures: end -->";
#pragma warning disable RS0030 // A bench is a console program.
    public static void Say(string text) => Console.WriteLine(text);
#pragma warning restore RS0030

    public static string Table(IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder("| figure | value | goal | peer, same run | ratio |\n|---|---|---|---|---|\n");
        foreach (var figure in figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {figure.What} | {Number(figure.Value)} {figure.Unit} | {figure.Goal ?? "–"} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Peer(figure)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {(figure.Ratio is { } ratio ? ratio.ToString("0.##", CultureInfo.InvariantCulture) : "–")} |\n");
        }

        return text.ToString();
    }

    /// <summary>Times against sizes: a table, and a graph of it.</summary>
    public static string Sizes(IReadOnlyList<Figure> figures)
    {
        var sizes = figures.Select(figure => figure.Size!.Value).Distinct().Order().ToList();
        var lines = figures.GroupBy(figure => figure.What).ToList();
        var text = new StringBuilder("| identities |");
        sizes.ForEach(size => text.Append(CultureInfo.InvariantCulture, $" {size:#,##0} |"));
        text.Append(" goal |\n|---|").Insert(text.Length, "---|", sizes.Count + 1).Append('\n');
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {line.Key} |");
            text.AppendJoin(string.Empty, line.OrderBy(figure => figure.Size).Select(figure => $" {Number(figure.Value)} {figure.Unit} |"));
            text.Append(CultureInfo.InvariantCulture, $" {line.First().Goal ?? "–"} |\n");
        }

        text.Append("\nMilliseconds against the number of identities, one line for each row of the table:\n\n```mermaid\nxychart-beta\n");
        text.Append(CultureInfo.InvariantCulture, $"    x-axis [{string.Join(", ", sizes)}]\n    y-axis \"ms\" 0 --> 100\n");
        foreach (var line in lines)
        {
            var values = line.OrderBy(figure => figure.Size).Select(figure => figure.Value.ToString("0.0", CultureInfo.InvariantCulture));
            text.Append(CultureInfo.InvariantCulture, $"    line [{string.Join(", ", values)}]\n");
        }

        return text.Append("```\n").ToString();
    }

    /// <summary>Replaces the table between the marks of a page.</summary>
    public static void Write(string path, string table)
    {
        var page = File.ReadAllText(path);
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (from < 0 || to < from)
        {
            throw new InvalidOperationException($"'{path}' has no marks for the figures.");
        }

        File.WriteAllText(path, $"{page[..(from + Begin.Length)]}\n\n{table}\n{page[to..]}");
    }

    private static string Peer(Figure figure) => (figure.Peer, figure.PeerValue) switch
    {
        (null, _) => "–",
        (var peer, null) => $"{peer}: not installed",
        (var peer, { } value) => $"{peer}: {Number(value)} {figure.Unit}",
    };

    private static string Number(double value) => value.ToString(value >= 100 ? "#,##0" : "0.0", CultureInfo.InvariantCulture);
}
