using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>Says who has a credential in the inventory, remembering the answers. For one thread.</summary>
internal sealed class KnownCredentials(IInventoryReader inventory)
{
    private const int Remembered = 4096;
    private readonly Dictionary<string, string?> _names = [];

    /// <summary>The identity's name; null for what the inventory does not know, or has disposed of.</summary>
    /// <param name="fingerprint">SHA-256, upper-case hexadecimal.</param>
    public string? NameOf(string fingerprint)
    {
        if (!_names.TryGetValue(fingerprint, out var name))
        {
            if (_names.Count >= Remembered)
            {
                _names.Clear();
            }

            _names[fingerprint] = name = inventory.Versions.Find(new VersionQuery { Fingerprint = fingerprint }, CancellationToken.None)
                .Select(version => inventory.Identities.Get(version.IdentityId))
                .FirstOrDefault(identity => identity is not null && identity.Status != VersionState.Destroyed)?.Name;
        }

        return name;
    }
}
