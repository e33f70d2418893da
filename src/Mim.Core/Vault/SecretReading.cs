using Mim.Core.Identities;
using Mim.Core.Sealing;

namespace Mim.Core.Vault;

/// <summary>How reading one secret ended: its value, or why not. Whoever has it disposes it.</summary>
public sealed record SecretReading : IDisposable
{
    public required SecretQuestion Question { get; init; }

    public MachineIdentity? Identity { get; init; }

    public CredentialVersion? Version { get; init; }

    /// <summary>UTF-8; null when there is an error.</summary>
    public KeyMaterial? Value { get; init; }

    public MimException? Error { get; init; }

    public void Dispose() => Value?.Dispose();

    public override string ToString() => Identity?.Name ?? Question.IdentityId.ToString();
}
