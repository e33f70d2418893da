using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>Says who has a credential in the inventory, remembering the answers. For one thread.</summary>
internal sealed class KnownCredentials(IInventoryReader inventory)
{
    private readonly Remembered<string?> _names = new();

    /// <summary>The identity's name; null for what the inventory does not know, or has disposed of.</summary>
    /// <param name="fingerprint">SHA-256, upper-case hexadecimal.</param>
    public string? NameOf(string fingerprint) => _names.Get(fingerprint, () => inventory.Versions
        .Find(new VersionQuery { Fingerprint = fingerprint }, CancellationToken.None)
        .Select(version => inventory.Identities.Get(version.IdentityId))
        .FirstOrDefault(identity => identity is not null && identity.Status != VersionState.Destroyed)?.Name);
}
