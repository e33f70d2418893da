using Mim.Core.Discovery.Leaks;
using Mim.Core.Issuing;
using Mim.Core.Sealing;

namespace Mim.Core.Vault;

/// <summary>Makes versions of secrets and seals them, without writing them. Thread-safe.</summary>
internal sealed class SecretForge(StoreSecretHasher hasher, Sealer sealer, TimeProvider time)
{
    /// <summary>Opens what it takes, before anything is done that cannot be done again.</summary>
    public void Open(CancellationToken cancellationToken) => hasher.Open(cancellationToken);

    /// <summary>A new version.</summary>
    /// <param name="identityId">Whose it is.</param>
    /// <param name="number">Of the version within its identity.</param>
    /// <param name="content">What is asked for.</param>
    /// <param name="lifetime">After which it is to be replaced.</param>
    /// <param name="cancellationToken">Stops waiting for the store.</param>
    public PreparedVersion Forge(Guid identityId, int number, SecretContent content, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        using var generated = content.Value is null ? SecretGenerator.Generate(content.Template!.Recipe) : null;
        var value = (content.Value ?? generated!).Span;
        hasher.Open(cancellationToken);
        var version = PreparedVersion.Begun(identityId, number, lifetime, time.GetUtcNow()) with
        {
            Subject = content.UserName,
            Fingerprint = hasher.Hash(value),
            Template = content.Template?.ToJson(),
            HasPrivateKey = true,
        };
        return new PreparedVersion(version, sealer.Seal(version.Id, SealedPurpose.Secret, value));
    }
}
