using System.Net;

namespace Mim.Core.Tokens;

/// <summary>What holds for all tokens. Pure.</summary>
internal static class TokenRules
{
    /// <summary>Uses are counted by their evidence, so that a limit is a small number or none.</summary>
    private const int MostUses = 10_000;

    private const int MostEntries = 64;
    private const int LongestEntry = 256;

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>.</exception>
    public static void Enforce(TokenTerms terms, TimeSpan? lifetime, string name)
    {
        Require(terms.Scopes.Count <= MostEntries && terms.Scopes.All(IsScope), name, "scopes are printable ASCII without blanks, quotes and backslashes");
        Require(terms.Audiences.Count <= MostEntries && terms.Audiences.All(IsLine), name, $"an audience is one line of at most {LongestEntry} characters");
        Require(terms.Networks.Count <= MostEntries && terms.Networks.All(IsNetwork), name, "a source network is written like 10.0.0.0/8 or 2001:db8::/32, its other bits zero");
        Require(terms.MaximumUses is null or (> 0 and <= MostUses), name, $"a token is used 1 to {MostUses} times, or without limit");
        Require(lifetime is null || lifetime > TimeSpan.Zero, name, "its lifetime is not longer than zero");
    }

    /// <summary>Whoever reads a signed token without the store counts no uses and is told no networks, and cannot hear that it ended.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>.</exception>
    public static void EnforceSigned(TokenTerms terms, TimeSpan lifetime, TimeSpan longest, string name)
    {
        Require(terms.MaximumUses is null && terms.Networks.Count == 0, name, "a signed token limits neither uses nor networks, which its readers could not hold");
        Require(lifetime <= longest, name, $"its authority signs tokens for up to {longest}");
    }

    /// <summary>Whether an address lies in one of the networks. IPv4 written as IPv6 (RFC 4291 section 2.5.5.2) is IPv4.</summary>
    public static bool Contains(IEnumerable<string> networks, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(network => IPNetwork.Parse(network).Contains(plain));
    }

    // RFC 6749 section 3.3: %x21 / %x23-5B / %x5D-7E.
    private static bool IsScope(string scope) =>
        scope.Length is > 0 and <= LongestEntry && scope.All(character => character is '!' or (>= '#' and <= '[') or (>= ']' and <= '~'));

    private static bool IsLine(string text) => text.Length is > 0 and <= LongestEntry && !text.Any(char.IsControl);

    // An address with bits beyond its prefix would stand for more than whoever wrote it meant.
    private static bool IsNetwork(string text) =>
        text.Length <= LongestEntry
        && text.Split('/') is [var address, _]
        && IPNetwork.TryParse(text, out var network)
        && IPAddress.TryParse(address, out var first)
        && first.Equals(network.BaseAddress);

    private static void Require(bool holds, string name, string rule)
    {
        if (!holds)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"The token '{name}' is refused: {rule}.", name);
        }
    }
}
