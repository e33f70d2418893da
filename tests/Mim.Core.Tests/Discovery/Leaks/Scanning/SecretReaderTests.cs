using System.Text;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Core.Tests.Discovery.Leaks.Corpus;

namespace Mim.Core.Tests.Discovery.Leaks.Scanning;

public sealed class SecretReaderTests : IDisposable
{
    private readonly SecretReader _reader = new(new SecretScanner(SecretRules.All, new PlainHasher()));
    private readonly string _token;

    public SecretReaderTests() => _token = new SecretMaker(new RandomText(3)).Make(SecretRules.All.Single(rule => rule.Id == "npm-token"));

    public void Dispose() => _reader.Dispose();

    [Fact]
    public void Lines_and_columns_are_those_of_an_editor()
    {
        var found = Assert.Single(Read(Encoding.UTF8.GetBytes($"first\nzwei für {_token} drei\n")));
        Assert.Equal((2, 10, 40), (found.Line, found.Column, found.Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(39)]
    [InlineData(4096)]
    public void A_secret_across_the_end_of_a_window_is_told_once_and_in_its_place(int before)
    {
        // Two windows and a half, with secrets all the way.
        var line = Encoding.ASCII.GetBytes($"{new string('.', before % 61)} {_token}\n");
        var count = (5 << 19) / line.Length;
        var found = Read([.. new byte[before].Select(_ => (byte)'\n'), .. Enumerable.Repeat(line, count).SelectMany(octets => octets)]);
        Assert.Equal(Enumerable.Range(1 + before, count).Select(number => (long)number), found.Select(one => one.Line));
        Assert.All(found, one => Assert.Equal((before % 61) + 2, one.Column));
    }

    [Fact]
    public void Columns_go_on_in_a_line_longer_than_a_window()
    {
        var found = Read(Encoding.ASCII.GetBytes($"{new string('.', 3 << 20)} {_token}"));
        Assert.Equal((1, (3 << 20) + 2), (Assert.Single(found).Line, found[0].Column));
    }

    [Fact]
    public void Nothing_of_a_document_is_left_for_the_next()
    {
        Assert.Single(Read(Encoding.ASCII.GetBytes(_token)));
        Assert.Empty(Read("nothing"u8.ToArray()));
    }

    private List<SecretSighting> Read(byte[] document)
    {
        _reader.Begin();
        var found = new List<SecretSighting>();
        for (var at = 0; at < document.Length;)
        {
            var count = Math.Min(_reader.Free.Length, document.Length - at);
            document.AsSpan(at, count).CopyTo(_reader.Free);
            at += count;
            if (_reader.Take(count))
            {
                found.AddRange(_reader.Scan(isLast: false));
            }
        }

        return [.. found, .. _reader.Scan(isLast: true)];
    }
}
