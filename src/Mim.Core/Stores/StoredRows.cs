using System.Text.Json;

namespace Mim.Core.Stores;

/// <summary>Rows that other rows of the store speak of, and what their columns hold.</summary>
internal static class StoredRows
{
    /// <summary>The row itself; that it is not there is damage, as references are kept by the store.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreDamaged"/>.</exception>
    public static T Required<T>(this T? row, string what)
        where T : class => row ?? throw Missing(what);

    /// <inheritdoc cref="Required{T}(T, string)"/>
    public static Guid Required(this Guid? id, string what) => id ?? throw Missing(what);

    /// <summary>What a column holds as JSON.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreDamaged"/>: it is not what was written.</exception>
    public static T? FromJson<T>(string json, string what, JsonSerializerOptions? options = null)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, options);
        }
        catch (JsonException exception)
        {
            throw new MimException(MimErrorCause.StoreDamaged, $"The store is damaged: {what} cannot be read.", inner: exception);
        }
    }

    private static MimException Missing(string what) => new(
        MimErrorCause.StoreDamaged, $"The store is damaged: {what} is not there. Test-MachineIdentityStore says what else is; restore a backup.");
}
