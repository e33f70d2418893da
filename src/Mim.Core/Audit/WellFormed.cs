using System.Text;

namespace Mim.Core.Audit;

/// <summary>
/// Text as it can be kept: half a surrogate pair has no UTF-8, so a store gives back another text than was hashed, and in
/// another order. It is replaced before the record is hashed.
/// </summary>
internal static class WellFormed
{
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? Text(string? text) => text is null || text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0
        ? text
        : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    public static IReadOnlyDictionary<string, string> Members(IReadOnlyDictionary<string, string> members)
    {
        if (members.All(member => ReferenceEquals(Text(member.Key), member.Key) && ReferenceEquals(Text(member.Value), member.Value)))
        {
            return members;
        }

        var kept = new Dictionary<string, string>();
        foreach (var (key, value) in members)
        {
            kept[Text(key)] = Text(value);
        }

        return kept;
    }
}
