using Mim.Core.Discovery.Leaks.Suppressing;

namespace Mim.Core.Ports;

/// <summary>Reads which findings of secrets are suppressed.</summary>
public interface ISuppressionReader
{
    /// <summary>Null when there is none; one that has expired is there until it is removed.</summary>
    /// <param name="hash">Keyed hash of the secret, hexadecimal.</param>
    SecretSuppression? Get(string hash);

    /// <summary>All in the order of their hashes, streamed.</summary>
    IEnumerable<SecretSuppression> Find(CancellationToken cancellationToken);
}
