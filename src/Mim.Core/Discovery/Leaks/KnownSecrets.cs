using Mim.Core.Discovery.Leaks.Suppressing;
using Mim.Core.Ports;

namespace Mim.Core.Discovery.Leaks;

/// <summary>What the inventory knows of secrets by their keyed hashes, remembering the answers. For one thread.</summary>
internal sealed class KnownSecrets(IInventoryReader inventory)
{
    private readonly KnownCredentials _credentials = new(inventory);
    private readonly Remembered<SecretSuppression?> _suppressions = new();

    /// <summary>Whose secret it is or was; null for what the inventory does not know.</summary>
    public KnownCredential? HolderOf(string hash) => _credentials.HolderOf(hash);

    /// <summary>Who answers for it at that time; null for nobody.</summary>
    public SecretSuppression? SuppressionOf(string hash, DateTimeOffset now) =>
        _suppressions.Get(hash, () => inventory.Suppressions.Get(hash)) is { } known && known.ExpiresAt > now ? known : null;
}
