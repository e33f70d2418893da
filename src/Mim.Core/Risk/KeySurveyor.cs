using System.Numerics;
using Mim.Core.Issuing;
using Mim.Core.Risk.Moduli;

namespace Mim.Core.Risk;

/// <summary>Collects the keys of an inventory for a <see cref="KeySurvey"/>. Of each key it keeps its fingerprint, its holders' names and its modulus.</summary>
internal sealed class KeySurveyor
{
    private readonly Dictionary<string, List<string>> _holders = [];
    private readonly List<(string Fingerprint, BigInteger Modulus)> _moduli = [];

    /// <summary>The authorities that issue nothing any more, and why.</summary>
    public IReadOnlyDictionary<Guid, AuthorityState> Ending { get; init; } = new Dictionary<Guid, AuthorityState>();

    public void Add(string identity, CredentialKey key)
    {
        if (_holders.TryGetValue(key.Fingerprint, out var holders))
        {
            holders.Add(identity);
            return;
        }

        _holders[key.Fingerprint] = [identity];
        var info = PublicKeyInfo.Read(key.SubjectPublicKeyInfo);
        var bits = KeyDescription.Of(info);

        // A hostile modulus of megabytes would cost all others their time; RsaTooLong tells of it.
        if (bits is { Family: KeyFamily.Rsa, Bits: <= RsaChecks.LargestBits })
        {
            _moduli.Add((key.Fingerprint, new BigInteger(info.ReadRsa().Modulus.Span, isUnsigned: true, isBigEndian: true)));
        }
    }

    /// <exception cref="OperationCanceledException"/>
    public KeySurvey Complete(WeakKeyList weakKeys, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var found = BatchGcd.Find([.. _moduli.Select(key => key.Modulus)], progress, cancellationToken);
        var shared = (
            from one in found.Shared
            let fingerprints = one.Indexes.Select(i => _moduli[i].Fingerprint).ToList()
            let prime = new KeySurvey.SharedPrime(one.Factor.GetBitLength(), [.. fingerprints.SelectMany(fingerprint => _holders[fingerprint])])
            from fingerprint in fingerprints
            select (fingerprint, prime)).ToLookup(pair => pair.fingerprint, pair => pair.prime);

        // Whoever has the private key of a modulus has it for every exponent, and for every scheme that the key is marked for.
        foreach (var same in found.Duplicates.Select(places => places.Select(i => _moduli[i].Fingerprint).ToList()))
        {
            List<string> holders = [.. same.SelectMany(fingerprint => _holders[fingerprint])];
            same.ForEach(fingerprint => _holders[fingerprint] = holders);
        }

        return new KeySurvey(_holders, shared, weakKeys) { Ending = Ending };
    }
}
