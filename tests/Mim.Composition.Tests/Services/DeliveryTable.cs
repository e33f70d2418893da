namespace Mim.Composition.Tests.Services;

/// <summary>The table of docs/delivery.md, which must say what the tests saw.</summary>
internal static class DeliveryTable
{
    private const string Heading = "| Kind | Case | Outcome | Served afterwards |";

    /// <param name="rows">What was seen, in order.</param>
    /// <param name="label">What stands in their first column.</param>
    /// <param name="skip">How many rows of it other tests see.</param>
    public static void AssertSays(IReadOnlyList<string> rows, string label, int skip)
    {
        var said = File.ReadLines(Path.Combine(Root(), "docs", "delivery.md"))
            .SkipWhile(line => line != Heading)
            .Where(line => line.StartsWith($"| {label} |", StringComparison.Ordinal))
            .Skip(skip)
            .Take(rows.Count);
        Assert.True(rows.SequenceEqual(said), $"docs/delivery.md does not say what was seen:\n{string.Join('\n', rows)}");
    }

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
