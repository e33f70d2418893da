namespace Mim.Core.Risk;

/// <summary>The mathematics a public key rests on.</summary>
public enum KeyFamily
{
    Unknown,
    Rsa,
    EllipticCurve,
    Edwards,
    Dsa,

    /// <summary>ML-DSA (FIPS 204): safe from quantum computers as far as anybody knows.</summary>
    ModuleLattice,
}
