namespace Mim.Core.Risk.Moduli;

/// <summary>What many moduli have in common.</summary>
/// <param name="Shared">Factors shared by moduli that differ.</param>
/// <param name="Duplicates">Places of one and the same modulus: one key in several places, which tells no factor.</param>
public sealed record BatchGcdResult(IReadOnlyList<SharedFactor> Shared, IReadOnlyList<IReadOnlyList<int>> Duplicates);
