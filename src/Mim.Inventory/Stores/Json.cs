using System.Text.Json;
using System.Text.Json.Serialization;
using Mim.Core;

namespace Mim.Inventory.Stores;

/// <summary>JSON as the store keeps and passes it.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

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
}
