using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mim.Core.Policies;

/// <summary>Policies as JSON: an array of tiers, spans as <c>d.hh:mm:ss</c>.</summary>
public static class PolicyJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(IReadOnlyList<IdentityPolicy> policies) => JsonSerializer.Serialize(policies, Options);

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidPolicy"/>.</exception>
    public static IReadOnlyList<IdentityPolicy> Read(string json)
    {
        try
        {
            var text = json.AsSpan().TrimStart();
            List<IdentityPolicy?> policies = text.StartsWith("[", StringComparison.Ordinal)
                ? JsonSerializer.Deserialize<List<IdentityPolicy?>>(json, Options) ?? []
                : [JsonSerializer.Deserialize<IdentityPolicy>(json, Options)];
            if (policies.Exists(policy => policy is null))
            {
                throw new JsonException("null is no policy.");
            }

            return policies.DistinctBy(policy => policy!.Criticality).Count() == policies.Count
                ? policies.ConvertAll(policy => policy!)
                : throw new JsonException("a tier is there twice.");
        }
        catch (JsonException exception)
        {
            throw new MimException(MimErrorCause.InvalidPolicy, $"The policies cannot be read: {exception.Message}", null, exception);
        }
    }
}
