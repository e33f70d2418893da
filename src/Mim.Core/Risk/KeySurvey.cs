using Mim.Core.Identities;
using Mim.Core.Issuing;

namespace Mim.Core.Risk;

/// <summary>What only all keys of an inventory together tell: who shares a key or a prime, and which keys strangers know.</summary>
public sealed class KeySurvey
{
    private readonly Dictionary<string, List<string>> _holders;
    private readonly ILookup<string, SharedPrime> _shared;
    private readonly WeakKeyList _weakKeys;

    /// <param name="holders">Names of identities by the fingerprint of their key.</param>
    /// <param name="shared">By the fingerprint of each key that has the prime.</param>
    /// <param name="weakKeys">Keys that strangers know.</param>
    internal KeySurvey(Dictionary<string, List<string>> holders, ILookup<string, SharedPrime> shared, WeakKeyList weakKeys) =>
        (_holders, _shared, _weakKeys) = (holders, shared, weakKeys);

    /// <summary>How many keys the lists name; none where no list is installed.</summary>
    public int WeakKeyCount => _weakKeys.Count;

    /// <summary>The authorities that issue nothing any more, and why.</summary>
    internal IReadOnlyDictionary<Guid, AuthorityState> Ending { get; init; } = new Dictionary<Guid, AuthorityState>();

    /// <summary>What is wrong with who issued the identity's credential. An authority that ends itself is renewed by nobody.</summary>
    internal IEnumerable<HealthFinding> Inspect(MachineIdentity identity)
    {
        if (identity.AuthorityId is not { } issuer || Ending.ContainsKey(identity.Id) || !Ending.TryGetValue(issuer, out var state))
        {
            yield break;
        }

        yield return state == AuthorityState.Retired
            ? new(
                "AuthorityRetired", HealthSeverity.Medium,
                $"its authority '{identity.Authority}' is retired, and nobody has to trust it any more", "rotate it, so that another authority issues it")
            : new(
                "AuthorityTainted", HealthSeverity.Medium,
                $"its authority '{identity.Authority}' is tainted and issues nothing new", "rotate it, so that the one in its place issues it");
    }

    /// <summary>What is wrong with a key of the identity beside others.</summary>
    internal IEnumerable<HealthFinding> Inspect(string identity, CredentialKey key)
    {
        foreach (var (bits, holders) in _shared[key.Fingerprint])
        {
            yield return new(
                "SharedPrime", HealthSeverity.Critical,
                $"its RSA modulus shares a prime of {bits} bits with {Others(holders, identity)}: whoever has both public keys has the private ones",
                "make new keys for all of them on machines with enough entropy");
        }

        foreach (var finding in _weakKeys.Inspect(key))
        {
            yield return finding;
        }

        if (_holders.TryGetValue(key.Fingerprint, out var same) && same.Count > 1)
        {
            yield return new(
                "KeyReused", HealthSeverity.Medium, $"its key is also that of {Others(same, identity)}", "give each identity a key of its own");
        }
    }

    // Two kinds may have an identity of the same name: only one of them is left out.
    private static string Others(IReadOnlyList<string> holders, string identity)
    {
        var others = holders.ToList();
        others.Remove(identity);
        return KeyHolders.Text(others);
    }

    /// <summary>A prime of several moduli.</summary>
    internal sealed record SharedPrime(long Bits, IReadOnlyList<string> Holders);
}
