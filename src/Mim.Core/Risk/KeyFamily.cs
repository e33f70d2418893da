namespace Mim.Core.Risk;

/// <summary>The mathematics a public key rests on.</summary>
public enum KeyFamily
{
    Unknown,
    Rsa,
    EllipticCurve,
    Edwards,
    Dsa,
}
