using Mim.Core.Vault;

namespace Mim.Core.Tests.Vault;

public sealed class HandOffBoxTests
{
    private static readonly Guid _id = new("01890a5d-ac96-774b-bcce-b302099a8057");

    [Fact]
    public void Only_its_token_opens_a_box_and_only_in_its_place()
    {
        var box = HandOffBox.Seal("token"u8, _id, "hunter2"u8);
        using var value = HandOffBox.Open("token"u8, _id, box);

        Assert.Equal("hunter2"u8, value!.Span);
        Assert.Null(HandOffBox.Open("Token"u8, _id, box));
        Assert.Null(HandOffBox.Open("token"u8, Guid.Empty, box));
        Assert.Null(HandOffBox.Open("token"u8, _id, box.AsSpan(1)));
        Assert.Null(HandOffBox.Open("token"u8, _id, []));
    }
}
