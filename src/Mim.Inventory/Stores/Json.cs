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
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new MimException(MimErrorCause.StoreDamaged, $"The store holds a damaged {typeof(T).Name}.", null, e);
        }
    }
}
