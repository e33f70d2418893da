namespace Mim.Core.Discovery;

/// <summary>Which keys take the place of each other: a server has one of each family.</summary>
internal static class KeyFamilies
{
    /// <param name="algorithm">As <see cref="Finding.KeyAlgorithm"/>: <c>Rsa2048</c> is of <c>Rsa</c>, <c>EcdsaP256</c> of <c>Ecdsa</c>.</param>
    public static string Of(string? algorithm) => algorithm.AsSpan().TrimEnd("0123456789P").ToString();
}
