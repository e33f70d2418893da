using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Sealing;

namespace Mim.Core.Vault;

/// <summary>Generates secrets: every one that the recipe allows is equally likely.</summary>
internal static class SecretGenerator
{
    private const string Ambiguous = "0Oo1Il";

    private static readonly (SecretCharacters Class, string Characters)[] _classes =
    [
        (SecretCharacters.Lower, "abcdefghijklmnopqrstuvwxyz"),
        (SecretCharacters.Upper, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        (SecretCharacters.Digits, "0123456789"),
        (SecretCharacters.Symbols, "+-./:=@^_~"),
    ];

    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InvalidArgument"/>: too long, or no characters; <see cref="MimErrorCause.WeakKey"/>: it could be guessed.
    /// </exception>
    public static void Enforce(SecretRecipe recipe, string name)
    {
        var classes = ClassesOf(recipe);
        if (recipe.Length is < 1 or > SecretRecipe.LongestLength || classes.Count == 0)
        {
            throw new MimException(
                MimErrorCause.InvalidArgument, $"A generated secret has 1 to {SecretRecipe.LongestLength} characters of at least one class; '{name}' has not.", name);
        }

        var bits = recipe.Length * Math.Log2(classes.Sum(characters => characters.Length));
        if (bits < SecretRecipe.LeastBits || recipe.Length < classes.Count)
        {
            throw new MimException(
                MimErrorCause.WeakKey,
                string.Create(CultureInfo.InvariantCulture, $"{recipe.Length} characters are {bits:0} bits, and '{name}' needs at least {SecretRecipe.LeastBits}."),
                name);
        }
    }

    /// <summary>ASCII, in a buffer that the caller disposes.</summary>
    public static KeyMaterial Generate(SecretRecipe recipe)
    {
        var classes = ClassesOf(recipe);
        var alphabet = Encoding.ASCII.GetBytes(string.Concat(classes));
        var secret = new KeyMaterial(recipe.Length);

        // Whoever puts one of each class in makes some secrets likelier than others; drawing again does not.
        do
        {
            RandomNumberGenerator.GetItems<byte>(alphabet, secret.Span);
        }
        while (!classes.TrueForAll(characters => HasAny(secret.Span, characters)));
        return secret;
    }

    private static bool HasAny(ReadOnlySpan<byte> secret, string characters)
    {
        foreach (var character in secret)
        {
            if (characters.Contains((char)character, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static List<string> ClassesOf(SecretRecipe recipe) =>
    [
        .. from one in _classes
           where recipe.Characters.HasFlag(one.Class)
           select recipe.IsUnambiguous ? string.Concat(one.Characters.Where(character => !Ambiguous.Contains(character, StringComparison.Ordinal))) : one.Characters,
    ];
}
