namespace Mim.Core.Issuing.Ssh;

/// <summary>How a key of SSH was made, kept with it so that a rotation makes its like again.</summary>
public sealed record SshKeyTemplate
{
    public KeyAlgorithm KeyAlgorithm { get; init; }

    public string Comment { get; init; } = string.Empty;

    /// <summary>The lifetime that was asked for; null for the policy's default.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>Of an authority: whom it certifies.</summary>
    public SshAuthorityUse AuthorityUse { get; init; }

    public string ToJson() => TemplateJson.Write(this);

    /// <summary>Null when <paramref name="json"/> is null: not made here.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreDamaged"/>.</exception>
    public static SshKeyTemplate? FromJson(string? json) => TemplateJson.Read<SshKeyTemplate>(json);
}
