using System.Globalization;

namespace Mim.Core.Policies;

/// <summary>One field of a cron expression: which numbers it takes.</summary>
/// <param name="Values">A bit for each number.</param>
/// <param name="IsAny">It begins with <c>*</c>, and so restricts no day beside the other field of days.</param>
internal readonly record struct CronField(ulong Values, bool IsAny)
{
    public bool Takes(int value) => (Values >> value & 1) != 0;

    /// <summary>Reads a list of numbers, names, ranges and steps.</summary>
    /// <param name="text">The field.</param>
    /// <param name="what">What to call it.</param>
    /// <param name="lowest">Least number.</param>
    /// <param name="highest">Greatest number.</param>
    /// <param name="names">Names of numbers, from the least.</param>
    /// <exception cref="FormatException">Saying what is wrong.</exception>
    public static CronField Parse(string text, string what, int lowest, int highest, IReadOnlyList<string> names)
    {
        ulong values = 0;
        foreach (var part in text.Split(','))
        {
            var (range, step) = part.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash
                ? (part[..slash], Number(part[(slash + 1)..], []))
                : (part, (int?)null);
            var (from, to) = Range(range, step is not null);
            if (step is < 1 || from < lowest || to > highest || to < from)
            {
                throw Wrong(part);
            }

            for (var value = from; value <= to; value += step ?? 1)
            {
                values |= 1UL << value;
            }
        }

        return new CronField(values, text.StartsWith('*'));

        (int From, int To) Range(string range, bool hasStep)
        {
            if (range == "*")
            {
                return (lowest, highest);
            }

            var dash = range.IndexOf('-', StringComparison.Ordinal);
            if (dash < 0)
            {
                var one = Number(range, names);
                return (one, hasStep ? highest : one);
            }

            // A week may end with SUN, which is 0 where it begins.
            var (first, last) = (Number(range[..dash], names), Number(range[(dash + 1)..], names));
            return (first, last == 0 && first > 0 && names.Count == DaysInWeek ? DaysInWeek : last);
        }

        int Number(string word, IReadOnlyList<string> known)
        {
            for (var index = 0; index < known.Count; index++)
            {
                if (word.Equals(known[index], StringComparison.OrdinalIgnoreCase))
                {
                    return lowest + index;
                }
            }

            return word.Length <= 2 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Wrong(word);
        }

        FormatException Wrong(string part) =>
            new($"'{part}' is no {what}: numbers from {lowest} to {highest}{(names.Count > 0 ? $", {names[0]} to {names[^1]}" : "")}, ranges, lists and steps");
    }

    private const int DaysInWeek = 7;
}
