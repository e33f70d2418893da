namespace Mim.Core.Issuing;

/// <summary>How a version was made, kept with it so that a rotation makes its like again.</summary>
public sealed record CertificateTemplate
{
    public CertificateProfile Profile { get; init; }

    public string Subject { get; init; } = string.Empty;

    public SubjectNames Names { get; init; } = new();

    public KeyAlgorithm KeyAlgorithm { get; init; }

    /// <summary>The lifetime that was asked for; null for the policy's default.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>The key came in a request and stays: a rotation certifies it again.</summary>
    public bool KeepsKey { get; init; }

    public string ToJson() => TemplateJson.Write(this);

    /// <summary>Null when <paramref name="json"/> is null: not issued here.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreDamaged"/>.</exception>
    public static CertificateTemplate? FromJson(string? json) => TemplateJson.Read<CertificateTemplate>(json);
}
