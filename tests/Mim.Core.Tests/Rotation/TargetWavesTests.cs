using Mim.Core.Delivery;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Core.Tests.Rotation;

public sealed class TargetWavesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "f")]
    [InlineData("ff", "f f")]
    [InlineData("s", "s")]
    [InlineData("ss", "s s")]
    [InlineData("sssfsf", "s ss f s f")]
    public void Of_several_in_a_row_the_first_goes_ahead(string kinds, string waves) => Assert.Equal(
        waves,
        string.Join(' ', TargetWaves.Of(kinds.Select(TargetOf), target => target.Address == "s").Select(wave => string.Concat(wave.Select(target => target.Address)))));

    private static Target TargetOf(char kind) => new()
    {
        Id = Guid.NewGuid(), IdentityId = Guid.Empty, Identity = "deploy", Kind = TargetKind.AuthorizedKeys, Address = kind.ToString(),
        Settings = new AuthorizedKeysSettings { Account = "deploy" }, CreatedAt = Sample.Now,
    };
}
