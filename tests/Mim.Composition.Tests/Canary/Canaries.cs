using System.Text;

namespace Mim.Composition.Tests.Canary;

/// <summary>Secrets in every form in which they might leak.</summary>
internal sealed class Canaries
{
    private const int Window = 30;
    private readonly Dictionary<string, (byte[] Bytes, string[] Texts)> _needles = [];

    /// <summary>A password, as text and as bytes.</summary>
    public void AddText(string name, string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        _needles[name] = (bytes, [secret, Convert.ToBase64String(bytes).TrimEnd('='), Convert.ToHexString(bytes)]);
    }

    /// <summary>A private key: a piece of its secret part, raw, in hexadecimal and in Base64 as PEM has it.</summary>
    public void AddKey(string name, byte[] pkcs8)
    {
        // In the short keys of elliptic curves the secret begins at 36; in RSA keys the primes begin after the middle.
        var start = pkcs8.Length < 300 ? Math.Min(36, pkcs8.Length - Window) / 3 * 3 : pkcs8.Length * 3 / 5 / 3 * 3;
        var piece = pkcs8.AsSpan(start, Window).ToArray();
        _needles[name] = (piece, [Convert.ToBase64String(piece), Convert.ToHexString(piece)]);
    }

    /// <summary>Names of the secrets that occur in text.</summary>
    public IEnumerable<string> In(string text) => _needles
        .Where(needle => needle.Value.Texts.Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase)))
        .Select(needle => needle.Key);

    /// <summary>Names of the secrets that occur in the bytes of a file, broken into lines or not.</summary>
    public IEnumerable<string> In(byte[] content)
    {
        var inLines = content.Where(octet => octet is not ((byte)'\r' or (byte)'\n')).ToArray();
        return _needles
            .Where(needle => content.AsSpan().IndexOf(needle.Value.Bytes) >= 0 || needle.Value.Texts.Any(form => Occurs(inLines, form)))
            .Select(needle => needle.Key);
    }

    private static bool Occurs(byte[] content, string form) =>
        content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) >= 0 || content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(form)) >= 0;
}
