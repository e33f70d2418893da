using System.Text;
using System.Text.RegularExpressions;

namespace Mim.Inventory.Tests.Sql;

/// <summary>Patterns and names that often match.</summary>
internal static class RandomWildcard
{
    /// <summary>A pattern, and the regular expression that means the same.</summary>
    public static (string Pattern, string Regex) Pattern(Random random)
    {
        StringBuilder pattern = new(), regex = new("\\A");
        for (var parts = random.Next(5); parts >= 0; parts--)
        {
            var (text, expression) = random.Next(5) switch
            {
                0 => ("*", ".*"),
                1 => ("?", "."),
                2 => ("[a-c^-]", "[abc^-]"),
                3 => ("`[", "\\["),
                _ => Literal(Text(random, "abcxyz019-.äß%_\\", 3)),
            };
            pattern.Append(text);
            regex.Append(expression);
        }

        return (pattern.ToString(), regex.Append("\\z").ToString());
    }

    /// <summary>A name of the characters that patterns are made of.</summary>
    public static string Name(Random random) => Text(random, "abcxyz019-.*?[]^äß%_\\", 6);

    private static (string Text, string Expression) Literal(string text) => (text, Regex.Escape(text));

    private static string Text(Random random, string alphabet, int longest) =>
        new([.. Enumerable.Range(0, random.Next(longest + 1)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
}
