using System.Text;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Core.Tests.Discovery.Leaks.Corpus;
using Mim.Testing;

namespace Mim.Core.Tests.Discovery.Leaks.Scanning;

public sealed class SecretScannerTests
{
    private readonly SecretScanner _scanner = new(SecretRules.All, new PlainHasher());
    private readonly string _token;

    public SecretScannerTests() => _token = new SecretMaker(new RandomText(1)).Make(SecretRules.All.Single(rule => rule.Id == "github-personal-token"));

    [Fact]
    public void The_same_secret_has_the_same_hash_whatever_it_is_written_in()
    {
        var plain = Assert.Single(Scan($"token: {_token}\n"));
        Assert.Equal(("github-personal-token", SecretEncoding.Plain, 40), (plain.Rule.Id, plain.Encoding, plain.Length));
        foreach (var (encoding, text) in Encoded())
        {
            var hit = Assert.Single(Scan(text));
            Assert.Equal((encoding, plain.Rule, plain.Length, plain.Hash), (hit.Encoding, hit.Rule, hit.Length, hit.Hash));
        }
    }

    [Fact]
    public void Several_secrets_in_one_encoded_text_are_all_told()
    {
        var other = new SecretMaker(new RandomText(2)).Make(SecretRules.All.Single(rule => rule.Id == "npm-token"));
        Assert.Equal(["github-personal-token", "npm-token"], Scan(Base64($"a={_token}\nb={other}\n")).Select(hit => hit.Rule.Id).Order());
    }

    [Fact]
    public void The_rule_that_knows_most_is_told_and_no_other() =>
        Assert.Equal("github-personal-token", Assert.Single(Scan($"github_api_token = \"{_token}\"")).Rule.Id);

    [Fact]
    public void A_wrong_checksum_is_no_token()
    {
        var last = _token[^1] == 'a' ? 'b' : 'a';
        Assert.Empty(Scan($"see {_token[..^1]}{last}"));
    }

    [Fact]
    public void Damaged_secrets_break_nothing()
    {
        var mutator = new Mutator(6);
        var hits = new List<SecretHit>();
        foreach (var sample in SecretCorpus.Secrets())
        {
            for (var round = 0; round < 3; round++)
            {
                hits.Clear();
                var text = mutator.Mutate(sample.Text);
                _scanner.Scan(text, hits);
                Assert.All(hits, hit => Assert.InRange(hit.Place.End, hit.Place.Start + 1, text.Length));
            }
        }
    }

    // Where octets are decoded again for each keyword in them, and what is decoded likewise, these take hours.
    [Theory]
    [InlineData("password")]
    [InlineData("eyJ")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("https://a:")]
    [InlineData("ghp_")]
    [InlineData("datadog=")]
    [InlineData("%3D")]
    [InlineData("password%3D")]
    [InlineData("password%253D")]
    [InlineData("password%25252525")]
    [InlineData("/enc")]
    [InlineData("-enc AAAA/enc")]
    [InlineData("c2VjcmV0")]
    [InlineData("LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t")]
    public void Text_made_to_be_slow_is_not(string piece) =>
        _scanner.Scan(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length))), []);

    [Fact]
    public void Base64_of_base64_of_base64_of_much_text_is_looked_at_once()
    {
        var text = string.Concat(Enumerable.Repeat($"token: {_token}\n", 4000));
        var hits = Scan(Base64(Base64(text)));
        Assert.All(hits, hit => Assert.Equal("github-personal-token", hit.Rule.Id));
        Assert.Single(hits.Select(hit => hit.Hash).Distinct());
        Scan(Base64(Base64(Base64(text))));
    }

    [Fact]
    public void A_secret_across_the_end_of_what_is_decoded_at_once_is_found()
    {
        foreach (var before in (int[])[4 << 10, (4 << 10) - 20, (4 << 10) - 30, (4 << 10) - 60])
        {
            var text = $"password%3D{new string('a', before - 11)}token%3D{_token}";
            Assert.Contains(Scan(text), hit => hit.Rule.Id == "github-personal-token");
        }
    }

    [Theory]
    [InlineData("pwsh -EncodedCommand {0}", true)]
    [InlineData("pwsh -enc:'{0}'", true)]
    [InlineData("pwsh -e {0}", true)]
    [InlineData("pwsh /ec \"{0}\"", true)]
    [InlineData("pwsh -encoded/{0}", false)]
    public void Encoded_commands_are_read_where_an_option_takes_them(string line, bool isRead)
    {
        var command = Convert.ToBase64String(Encoding.Unicode.GetBytes($"Invoke-It -Token {_token}"));
        Assert.Equal(isRead ? 1 : 0, Scan(string.Format(provider: null, line, command)).Count);
    }

    private IEnumerable<(SecretEncoding Encoding, string Text)> Encoded()
    {
        for (var before = 0; before < 4; before++)
        {
            var once = Base64($"{new string(' ', before)}{_token} ");
            yield return (SecretEncoding.Base64, once);
            yield return (SecretEncoding.Base64, Base64(once));
            yield return (SecretEncoding.Base64, Base64($"data: {once}"));
        }

        yield return (SecretEncoding.Hexadecimal, Convert.ToHexString(Encoding.ASCII.GetBytes($"x {_token}")));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    private List<SecretHit> Scan(string text)
    {
        var hits = new List<SecretHit>();
        _scanner.Scan(Encoding.ASCII.GetBytes(text), hits);
        return hits;
    }
}
