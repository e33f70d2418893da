namespace Mim.Composition.Tests.Services;

/// <summary>The tables of docs/delivery.md, which must say what the tests saw.</summary>
internal static class DeliveryTable
{
    private const string Heading = "| Kind | Case | Outcome | Served afterwards |";
    private const string SshHeading = "| Kind | Case | Outcome | Lets in afterwards |";

    /// <param name="rows">What was seen, in order.</param>
    /// <param name="label">What stands in their first column.</param>
    /// <param name="skip">How many rows of it other tests see.</param>
    public static void AssertSays(IReadOnlyList<string> rows, string label, int skip)
    {
        var said = Lines()
            .SkipWhile(line => line != Heading)
            .Where(line => line.StartsWith($"| {label} |", StringComparison.Ordinal))
            .Skip(skip)
            .Take(rows.Count);
        Assert.True(rows.SequenceEqual(said), $"docs/delivery.md does not say what was seen:\n{string.Join('\n', rows)}");
    }

    /// <summary>That the table of what SSH reads has a row.</summary>
    public static void AssertSaysOfSsh(string kind, string name, string outcomes, string letsIn)
    {
        var row = $"| {kind} | {name} | {outcomes} | {letsIn} |";
        Assert.True(
            Lines().SkipWhile(line => line != SshHeading).TakeWhile(line => line.StartsWith('|')).Contains(row),
            $"docs/delivery.md does not say what was seen:\n{row}");
    }

    private static IEnumerable<string> Lines() => File.ReadLines(Path.Combine(Root(), "docs", "delivery.md"));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MimModule.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("There is no MimModule.sln above the tests.");
        }

        return folder;
    }
}
