using Mim.Core.Issuing;

namespace Mim.Core.Accounts.OAuth;

/// <summary>How the next credential of a client is made, kept with each version. Nothing of a secret.</summary>
internal sealed record ClientTemplate
{
    /// <summary>Of key pairs; null where the server makes a secret.</summary>
    public KeyAlgorithm? KeyAlgorithm { get; init; }

    /// <summary>The lifetime that was asked for; null for the policy's default.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>Where the client of this version is managed; null before it is registered, and where it is that of the target.</summary>
    public string? ClientEndpoint { get; init; }

    public string ToJson() => TemplateJson.Write(this);

    /// <exception cref="MimException"><see cref="MimErrorCause.StoreDamaged"/>.</exception>
    public static ClientTemplate? FromJson(string? json) => TemplateJson.Read<ClientTemplate>(json);
}
