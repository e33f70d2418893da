using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Issuing.Ssh;

/// <summary>How a certificate of SSH was made, kept with it so that a rotation makes its like again.</summary>
public sealed record SshCertificateTemplate
{
    public bool IsForHost { get; init; }

    public IReadOnlyList<string> Principals { get; init; } = [];

    public string KeyId { get; init; } = string.Empty;

    public IReadOnlyList<SshKeyOption> CriticalOptions { get; init; } = [];

    public IReadOnlyList<SshKeyOption> Extensions { get; init; } = [];

    /// <summary>The lifetime that was asked for; null for the policy's default.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>Of the key that is made for it.</summary>
    public KeyAlgorithm KeyAlgorithm { get; init; }

    public string Comment { get; init; } = string.Empty;

    /// <summary>The identity whose current key is certified.</summary>
    public Guid? KeyOf { get; init; }

    /// <summary>The key came from outside and stays: a rotation certifies it again.</summary>
    public bool KeepsKey { get; init; }

    public string ToJson() => TemplateJson.Write(this);

    /// <summary>Null when <paramref name="json"/> is null: not made here.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreDamaged"/>.</exception>
    public static SshCertificateTemplate? FromJson(string? json) => TemplateJson.Read<SshCertificateTemplate>(json);
}
