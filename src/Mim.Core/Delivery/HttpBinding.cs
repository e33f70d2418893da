using System.Globalization;
using System.Net;

namespace Mim.Core.Delivery;

/// <summary>What http.sys finds a certificate by: a host name, for clients that say it (SNI), or an address; and a port.</summary>
/// <param name="Host">A host name in ASCII, or an address; <c>0.0.0.0</c> and <c>::</c> are all of them.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record HttpBinding(string Host, int Port)
{
    private const int LongestName = 253;

    /// <summary>Whether clients have to say the name.</summary>
    public bool IsByName => !IPAddress.TryParse(Host, out _);

    /// <summary>
    /// Reads <c>web01.corp.test:443</c>, <c>0.0.0.0:443</c>, <c>[::]:443</c>, and what IIS shows as the information of a binding:
    /// <c>*:443:</c>, <c>10.0.0.5:443:</c>, <c>*:443:web01.corp.test</c>.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the text.</exception>
    public static HttpBinding Parse(string text)
    {
        var (before, after) = Split(text, text.LastIndexOf(':'));
        var isOfIis = !IsPort(after, out var port) && before.Contains(':', StringComparison.Ordinal);
        if (isOfIis)
        {
            var name = after;
            (before, after) = Split(before, before.LastIndexOf(':'));
            before = name.Length > 0 ? name : before;
        }

        var host = before switch
        {
            "*" => "0.0.0.0",
            ['[', .. var inner, ']'] => inner,
            _ => before,
        };
        return IsPort(after, out port) && (IsAddress(host) || IsName(host))
            ? new HttpBinding(host.ToLowerInvariant(), port)
            : throw new MimException(
                MimErrorCause.InvalidArgument,
                $"'{text}' is no https binding: write a host name or an address and a port, for example web01:443 or 0.0.0.0:443.",
                text);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    private static (string Before, string After) Split(string text, int at) => at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);

    private static bool IsPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= ushort.MaxValue;

    // The base library takes 443 and 0x7f.1 for addresses too; netsh does not.
    private static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out var address) && address.ToString().Equals(text, StringComparison.OrdinalIgnoreCase);

    private static bool IsName(string text) => text.Length is > 0 and <= LongestName && !IPAddress.TryParse(text, out _)
        && text.Split('.').All(label => label.Length > 0 && label.All(mark => char.IsAsciiLetterOrDigit(mark) || mark is '-' or '_' or '*'));
}
