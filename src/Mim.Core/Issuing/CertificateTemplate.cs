using System.Text.Json.Serialization;
using System.Text.Json;
using Mim.Core.Stores;

namespace Mim.Core.Issuing;

/// <summary>How a version was made, kept with it so that a rotation makes its like again.</summary>
public sealed record CertificateTemplate
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    public CertificateProfile Profile { get; init; }

    public string Subject { get; init; } = string.Empty;

    public SubjectNames Names { get; init; } = new();

    public KeyAlgorithm KeyAlgorithm { get; init; }

    /// <summary>The lifetime that was asked for; null for the policy's default.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>The key came in a request and stays: a rotation certifies it again.</summary>
    public bool KeepsKey { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Null when <paramref name="json"/> is null: not issued here.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreDamaged"/>.</exception>
    public static CertificateTemplate? FromJson(string? json) =>
        json is null ? null : StoredRows.FromJson<CertificateTemplate>(json, "how a version was made", Options);
}
