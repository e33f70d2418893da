using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mim.Core;

namespace Mim.Inventory.Stores;

/// <summary>JSON as the store keeps and passes it.</summary>
internal static class Json
{
    /// <summary>Characters that the detail of most acts takes.</summary>
    private const int ShortJson = 160;

    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The characters that stand for themselves in a text as <see cref="Write"/> writes it.</summary>
    private static readonly SearchValues<char> _plain = SearchValues.Create(
        [.. Enumerable.Range(0, 128).Where(code => !JavaScriptEncoder.Default.WillEncode(code)).Select(code => (char)code)]);

    /// <summary>As <see cref="Write"/>, for what every row of a bulk import has: most need no escapes, and are only put together.</summary>
    public static string WriteTexts(IReadOnlyList<string> texts) =>
        texts.Any(text => !IsPlain(text)) ? Write(texts) : $"[\"{string.Join("\",\"", texts)}\"]";

    /// <summary>As <see cref="WriteTexts"/>, of an object with texts.</summary>
    public static string WriteMembers(IReadOnlyDictionary<string, string> members) =>
        members.Any(member => !IsPlain(member.Key) || !IsPlain(member.Value)) ? Write(members) : Joined(members);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="MimException"><see cref="MimErrorCause.StoreDamaged"/>: not what was written.</exception>
    public static T Read<T>(string json)
        where T : class => Read<T>(json, typeof(T));

    /// <summary>As <see cref="Read{T}(string)"/>, of a type that only what lies beside the JSON tells.</summary>
    public static T Read<T>(string json, Type type)
        where T : class
    {
        try
        {
            return (T?)JsonSerializer.Deserialize(json, type, Options) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new MimException(MimErrorCause.StoreDamaged, $"The store holds a damaged {type.Name}.", null, e);
        }
    }

    private static string Joined(IReadOnlyDictionary<string, string> members)
    {
        var json = new StringBuilder(ShortJson).Append('{');
        foreach (var (key, value) in members)
        {
            json.Append(json.Length > 1 ? ",\"" : "\"").Append(key).Append("\":\"").Append(value).Append('"');
        }

        return json.Append('}').ToString();
    }

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExcept(_plain);
}
