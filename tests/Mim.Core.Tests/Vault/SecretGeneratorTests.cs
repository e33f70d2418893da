using System.Text;
using Mim.Core.Vault;

namespace Mim.Core.Tests.Vault;

public sealed class SecretGeneratorTests
{
    [Theory]
    [InlineData(32, SecretCharacters.Alphanumeric, "^[a-zA-Z0-9]{32}$")]
    [InlineData(14, SecretCharacters.Lower, "^[a-z]{14}$")]
    [InlineData(20, SecretCharacters.Digits, "^[0-9]{20}$")]
    [InlineData(4096, SecretCharacters.All, @"^[a-zA-Z0-9+\-./:=@^_~]{4096}$")]
    public void What_is_generated_is_what_the_recipe_says(int length, SecretCharacters characters, string pattern)
    {
        var recipe = new SecretRecipe { Length = length, Characters = characters };
        SecretGenerator.Enforce(recipe, "x");
        Assert.Matches(pattern, Text(recipe));
    }

    [Fact]
    public void Every_class_is_in_every_secret()
    {
        var recipe = new SecretRecipe { Length = 12, Characters = SecretCharacters.All };
        for (var count = 0; count < 500; count++)
        {
            var text = Text(recipe);
            Assert.Contains(text, char.IsAsciiLetterLower);
            Assert.Contains(text, char.IsAsciiLetterUpper);
            Assert.Contains(text, char.IsAsciiDigit);
            Assert.Contains(text, character => !char.IsAsciiLetterOrDigit(character));
        }
    }

    [Fact]
    public void What_people_confuse_can_be_left_out()
    {
        var text = Text(new SecretRecipe { Length = 4096, IsUnambiguous = true });
        Assert.Empty(text.Intersect("0Oo1Il"));
        Assert.Equal(62 - 6, text.Distinct().Count());
    }

    /// <summary>Chi-squared of 61 degrees of freedom: beyond 140 lies less than one in ten million fair draws.</summary>
    [Fact]
    public void Characters_are_equally_likely()
    {
        var counts = string.Concat(Enumerable.Range(0, 25).Select(_ => Text(new SecretRecipe { Length = 4096 }))).GroupBy(one => one).Select(one => one.Count()).ToList();
        var expected = 25 * 4096 / 62.0;
        Assert.Equal(62, counts.Count);
        Assert.True(counts.Sum(count => (count - expected) * (count - expected) / expected) < 140);
    }

    [Theory]
    [InlineData(0, SecretCharacters.All, MimErrorCause.InvalidArgument)]
    [InlineData(4097, SecretCharacters.All, MimErrorCause.InvalidArgument)]
    [InlineData(32, SecretCharacters.None, MimErrorCause.InvalidArgument)]
    [InlineData(10, SecretCharacters.Alphanumeric, MimErrorCause.WeakKey)]
    [InlineData(19, SecretCharacters.Digits, MimErrorCause.WeakKey)]
    public void What_could_be_guessed_is_refused(int length, SecretCharacters characters, MimErrorCause cause)
    {
        var error = Assert.Throws<MimException>(() => SecretGenerator.Enforce(new SecretRecipe { Length = length, Characters = characters }, "db01"));
        Assert.Equal((cause, "db01"), (error.Cause, error.Subject));
    }

    private static string Text(SecretRecipe recipe)
    {
        using var secret = SecretGenerator.Generate(recipe);
        return Encoding.ASCII.GetString(secret.Span);
    }
}
