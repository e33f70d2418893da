using Mim.Inventory.Stores;

namespace Mim.Inventory.Tests.Stores;

public sealed class JsonTests
{
    [Theory]
    [InlineData("plain", "app=17")]
    [InlineData("")]
    [InlineData("\"", "\\", "\n", "\u007f", "<&'+`>", "é", "日本", "\uD83D\uDE00")]
    public void Texts_are_written_the_same_way_however_they_are_written(params string[] texts)
    {
        Assert.Equal(Json.Write<IReadOnlyList<string>>(texts), Json.WriteTexts(texts));
        Assert.All(texts, text => Assert.Equal(Json.Write<IReadOnlyList<string>>([text]), Json.WriteTexts([text])));

        var members = texts.ToDictionary(text => text, text => $"{text}{text}");
        Assert.Equal(Json.Write<IReadOnlyDictionary<string, string>>(members), Json.WriteMembers(members));
        var one = texts[0];
        Assert.Equal($"{{\"a\":{Json.Write(one)}}}", Json.WriteMembers(new Dictionary<string, string> { ["a"] = one }));
    }
}
