using System.Text;
using FsCheck.Fluent;
using Mim.Delivery.Ssh;
using Mim.Testing;

namespace Mim.Delivery.Tests.Ssh;

public sealed class KeyLinesTests
{
    private static readonly KeyText _old = Key(1);
    private static readonly KeyText _new = Key(2);
    private static readonly KeyText _foreign = Key(3);
    private readonly KeyLines _lines = new(KeyLineForm.AuthorizedKeys);

    [Theory]
    [InlineData("OLD\n", "NEW\nOLD\n", "NEW\n")]
    [InlineData("OLD", "NEW\nOLD", "NEW\n")]
    [InlineData("OLD\r\n", "NEW\r\nOLD\r\n", "NEW\r\n")]
    [InlineData("# old\nFOREIGN\tx\n\n  from=\"10.0.0.0/8\",command=\"a \\\"b\\\" c\"\tOLD  me@here \nFOREIGN",
        "# old\nFOREIGN\tx\n\n  from=\"10.0.0.0/8\",command=\"a \\\"b\\\" c\"\tNEW  me@here \n  from=\"10.0.0.0/8\",command=\"a \\\"b\\\" c\"\tOLD  me@here \nFOREIGN",
        "# old\nFOREIGN\tx\n\n  from=\"10.0.0.0/8\",command=\"a \\\"b\\\" c\"\tNEW  me@here \nFOREIGN")]
    [InlineData("from=\"a\" OLD\nfrom=\"b\" OLD\n", "from=\"a\" NEW\nfrom=\"a\" OLD\nfrom=\"b\" NEW\nfrom=\"b\" OLD\n", "from=\"a\" NEW\nfrom=\"b\" NEW\n")]
    [InlineData("\u0000\uFEFF ü\nOLD\n", "\u0000\uFEFF ü\nNEW\nOLD\n", "\u0000\uFEFF ü\nNEW\n")]
    public void A_key_stands_beside_the_one_it_replaces_with_what_is_around_that(string before, string beside, string after)
    {
        var both = _lines.Add(Text(before), _new, [_foreign with { Base64 = "AAAA"u8.ToArray() }, _old], "never "u8, "never"u8);
        Assert.Equal(beside, Read(both));
        Assert.Equal(after, Read(_lines.Remove(both, [_old])));
    }

    [Theory]
    [InlineData("", "no-pty NEW me\n")]
    [InlineData("FOREIGN\n", "FOREIGN\nno-pty NEW me\n")]
    [InlineData("FOREIGN\r\n# x\r\n", "FOREIGN\r\n# x\r\nno-pty NEW me\r\n")]
    [InlineData("FOREIGN", "no-pty NEW me\nFOREIGN")]
    [InlineData("a\n#OLD\n", "a\n#OLD\nno-pty NEW me\n")]
    [InlineData("command=\"OLD x\" FOREIGN\n", "command=\"OLD x\" FOREIGN\nno-pty NEW me\n")]
    [InlineData("this is not OLD\n", "this is not OLD\nno-pty NEW me\n")]
    [InlineData("OLDER\n", "OLDER\nno-pty NEW me\n")]
    public void A_key_that_is_like_no_other_comes_last(string before, string after)
    {
        var added = _lines.Add(Text(before), _new, [_old], "no-pty "u8, "me"u8);
        Assert.Equal(after, Read(added));
        Assert.Equal(before, Read(_lines.Remove(added, [_new, _old])));
    }

    [Fact]
    public void What_is_there_stays_as_it_is()
    {
        var content = Text("OLD\nno-pty NEW mine\n");
        Assert.Equal(content, _lines.Add(content, _new, [_old], "x "u8, "y"u8));
    }

    [Fact]
    public void Of_authorities_only_a_bare_key_is_ours()
    {
        var authorities = new KeyLines(KeyLineForm.Authorities);
        Assert.False(authorities.Holds(Text("no-pty OLD\n"), _old));
        Assert.True(authorities.Holds(Text(" OLD corp\n"), _old));
    }

    [Fact]
    public void Of_known_hosts_only_authorities_are_ours()
    {
        var known = new KeyLines(KeyLineForm.KnownAuthorities);
        var content = Text("web01 OLD\n@revoked * OLD\n@cert-authority *.corp,10.* OLD corp\n");
        Assert.Equal("web01 OLD\n@revoked * OLD\n", Read(known.Remove(content, [_old])));
        Assert.Contains("@cert-authority *.corp,10.* NEW corp\n", Read(known.Add(content, _new, [_old], [], [])), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_in_a_file_is_the_same_after_a_key_came_and_went() => Any.Holds(
        Any.Text.Generator.ArrayOf().Select(lines => string.Join('\n', lines)),
        text => Assert.Equal(Encoding.UTF8.GetBytes(text), ComesAndGoes(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Whatever_becomes_of_a_file_is_the_same_after_a_key_came_and_went()
    {
        var mutator = new Mutator(11);
        var sample = Text("# mine\r\nfrom=\"10.0.0.0/8\",command=\"a \\\"b\\\"\" FOREIGN me\r\nFOREIGN\n\n@x y OLD\nrestrict OLD");
        for (var round = 0; round < 2000; round++)
        {
            var content = mutator.Mutate(sample);
            Assert.Equal(content, ComesAndGoes(content));
        }
    }

    private byte[] ComesAndGoes(byte[] content)
    {
        var added = _lines.Add(content, _new, [_old], "no-pty "u8, "me"u8);
        Assert.True(_lines.Holds(added, _new));
        return _lines.Remove(added, [_new]);
    }

    private static KeyText Key(byte number) =>
        KeyText.Of([0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. Enumerable.Repeat(number, 32)]);

    private static string Line(KeyText key) => $"{Encoding.ASCII.GetString(key.Type)} {Encoding.ASCII.GetString(key.Base64)}";

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text
        .Replace("OLDER", Line(_old) + "AAAA", StringComparison.Ordinal)
        .Replace("OLD", Line(_old), StringComparison.Ordinal)
        .Replace("NEW", Line(_new), StringComparison.Ordinal)
        .Replace("FOREIGN", Line(_foreign), StringComparison.Ordinal));

    private static string Read(byte[] content) => Encoding.UTF8.GetString(content)
        .Replace(Line(_old) + "AAAA", "OLDER", StringComparison.Ordinal)
        .Replace(Line(_old), "OLD", StringComparison.Ordinal)
        .Replace(Line(_new), "NEW", StringComparison.Ordinal)
        .Replace(Line(_foreign), "FOREIGN", StringComparison.Ordinal);
}
