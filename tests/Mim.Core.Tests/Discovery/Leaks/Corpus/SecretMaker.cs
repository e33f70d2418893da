using System.Text;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Matching;

namespace Mim.Core.Tests.Discovery.Leaks.Corpus;

/// <summary>Makes secrets of a rule's shape, with the checksum or structure that real ones have.</summary>
internal sealed class SecretMaker(RandomText random)
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Those whose content is more than random octets.</summary>
    private readonly Dictionary<string, Func<RandomText, string>> _structured = new()
    {
        ["npm-basic-auth"] = Basic,
        ["docker-registry-auth"] = Basic,
        ["azure-storage-key"] = from => from.Base64Of(64),
        ["azure-shared-access-key"] = from => from.Base64Of(32),
        ["akamai-secret"] = from => from.Base64Of(32),
        ["oracle-cloud-auth-token"] = from => from.Base64Of(32),
        ["akeyless-key"] = from => from.Base64Of(32),
        ["wireguard-key"] = from => from.Base64Of(32),
        ["coinbase-secret"] = from => from.Base64Of(64),
        ["kraken-secret"] = from => from.Base64Of(64),
        ["elastic-encoded-key"] = from => from.Base64Of(43),
        ["gpp-cpassword"] = from => from.Base64Of(32).TrimEnd('='),
        ["grafana-old-key"] = from => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{{\"k\":\"{from.Text(RandomText.Alphanumeric, 32)}\",\"n\":\"ci\",\"id\":1}}")),
        ["json-web-token"] = from => $"{Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")}.{Url($"{{\"sub\":\"{from.Uuid()}\",\"iat\":1750000000}}")}.{Url(from.Octets(32))}",
    };

    public string Make(SecretRule rule)
    {
        if (_structured.TryGetValue(rule.Id, out var make))
        {
            return make(random);
        }

        var value = (rule.Before is { } before ? Run(before) : string.Empty) + string.Concat(rule.Pattern!.Parts.Select(Part));
        return rule.Id is "mim-token" or "mim-hand-off" or "npm-token" or "github-personal-token" or "github-oauth-token" or "github-user-token" or "github-app-token" ? WithChecksum(value) : value;
    }

    private static string Basic(RandomText from) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"deploy:{from.Password(16)}"));

    private static string Url(string text) => Url(Encoding.UTF8.GetBytes(text));

    private static string Url(byte[] octets) => System.Buffers.Text.Base64Url.EncodeToString(octets);

    private static string WithChecksum(string value)
    {
        var prefix = value.IndexOf('_', StringComparison.Ordinal) + 1;
        var sum = Crc32(Encoding.ASCII.GetBytes(value[prefix..^6]));
        var digits = new char[6];
        for (var index = 5; index >= 0; index--, sum /= 62)
        {
            digits[index] = Base62[(int)(sum % 62)];
        }

        return value[..^6] + new string(digits);
    }

    // By long division, not by the table or the shifts of the product.
    private static uint Crc32(byte[] octets)
    {
        ulong remainder = 0;
        byte[] padded = [.. octets, 0, 0, 0, 0];
        for (var index = 0; index < padded.Length * 8; index++)
        {
            var octet = index < 32 ? (byte)~padded[index / 8] : padded[index / 8];
            remainder = (remainder << 1) | (uint)((octet >> (index % 8)) & 1);
            remainder = (remainder & 0x1_0000_0000) != 0 ? remainder ^ 0x1_04C1_1DB7 : remainder;
        }

        var sum = 0u;
        for (var bit = 0; bit < 32; bit++)
        {
            sum |= (uint)((remainder >> bit) & 1) << (31 - bit);
        }

        return ~sum;
    }

    private string Part(PatternPart part) => part.Literal is { } literal ? Encoding.Latin1.GetString(literal) : Run(part);

    private string Run(PatternPart part) => random.Text(part.Class!.Members, random.Next(part.Least, Math.Min(part.Most, part.Least + 24)));
}
