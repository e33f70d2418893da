using System.Numerics;

namespace Mim.Core.Risk.Moduli;

/// <summary>A factor that several different moduli have in common: all of them are broken.</summary>
/// <param name="Factor">The prime; a product of primes where only the same moduli have them.</param>
/// <param name="Indexes">The moduli that have it, by their place in what was given, in ascending order.</param>
public sealed record SharedFactor(BigInteger Factor, IReadOnlyList<int> Indexes);
