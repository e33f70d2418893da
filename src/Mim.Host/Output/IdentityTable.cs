using System.Globalization;
using Mim.Core.Identities;
using Spectre.Console;

namespace Mim.Host.Output;

/// <summary>Identities as a table, written as they come: a page at a time, columns of fixed width.</summary>
internal static class IdentityTable
{
    private const int Page = 256;

    public static long Write(IAnsiConsole console, IEnumerable<MachineIdentity> identities)
    {
        long count = 0;
        foreach (var page in identities.Chunk(Page))
        {
            var table = NewTable(showHeaders: count == 0);
            foreach (var identity in page)
            {
                table.AddRow(
                    Cell(identity.Name), Cell(identity.Kind.ToString()), Cell(identity.Status.ToString()), Number(identity.Version),
                    Day(identity.NotAfter), Day(identity.DueAt), Cell(identity.Owner));
            }

            console.Write(table);
            count += page.Length;
        }

        return count;
    }

    private static Table NewTable(bool showHeaders)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = showHeaders };
        (string Title, int Width)[] columns =
            [("Name", 26), ("Kind", 20), ("Status", 11), ("Version", 7), ("Ends (UTC)", 10), ("Due (UTC)", 10), ("Owner", 18)];
        foreach (var (title, width) in columns)
        {
            table.AddColumn(new TableColumn(title).Width(width).NoWrap().Padding(0, 0, 1, 0));
        }

        return table;
    }

    private static Text Cell(string? text) => new(text ?? string.Empty) { Overflow = Overflow.Ellipsis };

    private static Text Number(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    private static Text Day(DateTimeOffset? time) => new(time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty);
}
