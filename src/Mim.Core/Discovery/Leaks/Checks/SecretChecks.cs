namespace Mim.Core.Discovery.Leaks.Checks;

/// <summary>The checks that rules name.</summary>
internal static class SecretChecks
{
    private static readonly Dictionary<string, SecretCheck> _named = new(StringComparer.Ordinal)
    {
        ["crc32"] = TokenChecksum.IsRight,
        ["jwt"] = JsonWebToken.IsSigned,
        ["basic"] = EncodedText.IsUserAndPassword,
        ["base64"] = EncodedText.IsWhole,
        ["blocks"] = EncodedText.IsBlocks,
        ["key"] = EncodedText.IsKey,
        ["pair"] = UserAndPassword.IsPair,
        ["utf16"] = EncodedText.IsHexadecimalUtf16,
        ["json"] = EncodedText.IsJson,
        ["mixed"] = MixedText.HasLettersAndDigits,
        ["random"] = MixedText.HasCapitalsLettersAndDigits,
        ["lowmixed"] = MixedText.HasManyDigitsAndLetters,
    };

    /// <exception cref="FormatException">There is none of that name.</exception>
    public static SecretCheck Named(string name) =>
        _named.TryGetValue(name, out var check) ? check : throw new FormatException($"There is no check named '{name}'.");
}
