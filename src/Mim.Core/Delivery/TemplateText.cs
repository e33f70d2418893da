using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Mim.Core.Sealing;

namespace Mim.Core.Delivery;

/// <summary>
/// The text of a file that a consumer reads, with places for a secret: <c>{{password}}</c>, <c>{{username}}</c>, <c>{{name}}</c> and
/// <c>{{version}}</c>, each as it is or, after a bar, in the escapes of what is around it: <c>{{password|json}}</c>, <c>xml</c>, <c>url</c>,
/// <c>base64</c>. What the secret itself holds is never taken for a place.
/// </summary>
public sealed class TemplateText
{
    /// <summary>Octets in UTF-8; larger things are no configuration.</summary>
    public const int Largest = 65_536;

    private const string Opening = "{{";
    private const string Closing = "}}";
    private const string Password = "password";

    private static readonly string[] _fields = [Password, "username", "name", "version"];
    private static readonly string[] _escapes = ["", "json", "xml", "url", "base64"];

    private readonly List<(byte[] Literal, string? Field, string Escape)> _parts;

    private TemplateText(List<(byte[] Literal, string? Field, string Escape)> parts) => _parts = parts;

    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InvalidArgument"/>: too long, a place that is not known or does not end, or none for the password.
    /// </exception>
    public static TemplateText Parse(string text)
    {
        Require(Encoding.UTF8.GetByteCount(text) <= Largest, text, $"it is longer than {Largest} octets");
        var parts = new List<(byte[], string?, string)>();
        var rest = text.AsSpan();
        for (var begin = rest.IndexOf(Opening); begin >= 0; begin = rest.IndexOf(Opening))
        {
            var length = rest[begin..].IndexOf(Closing);
            Require(length > 0, text, "a place in it does not end");
            var place = rest.Slice(begin + Opening.Length, length - Opening.Length).ToString();
            var (field, escape) = place.Split('|', StringSplitOptions.TrimEntries) switch
            {
                [var alone] => (alone, string.Empty),
                [var first, { Length: > 0 } second] => (first, second),
                _ => (string.Empty, string.Empty),
            };
            Require(
                _fields.Contains(field) && _escapes.Contains(escape),
                text,
                $"it has no place '{Shown(place)}'; there are {string.Join(", ", _fields)}, alone or with one of {string.Join(", ", _escapes[1..])}");
            parts.Add((Encoding.UTF8.GetBytes(rest[..begin].ToArray()), field, escape));
            rest = rest[(begin + length + Closing.Length)..];
        }

        parts.Add((Encoding.UTF8.GetBytes(rest.ToArray()), null, string.Empty));
        Require(parts.Exists(part => part.Item2 == Password), text, "it has no place for the password");
        return new TemplateText(parts);
    }

    /// <summary>The text with everything in its place, in UTF-8, for the caller to dispose.</summary>
    /// <param name="installation">Of a version that is a secret.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.PrivateKeyMissing"/>: the store does not hold the secret.</exception>
    public KeyMaterial Render(Installation installation)
    {
        var secret = RequireSecret(installation);
        using var text = new SecretWriter();
        foreach (var (literal, field, escape) in _parts)
        {
            text.Write(literal);
            switch (field)
            {
                case null:
                    break;
                case Password:
                    Write(text, secret.Span, escape);
                    break;
                default:
                    Write(text, Encoding.UTF8.GetBytes(Fact(installation, field)), escape);
                    break;
            }
        }

        return text.ToKeyMaterial();
    }

    /// <exception cref="MimException"><see cref="MimErrorCause.PrivateKeyMissing"/>.</exception>
    public static KeyMaterial RequireSecret(Installation installation) => installation.Secret ?? throw new MimException(
        MimErrorCause.PrivateKeyMissing,
        $"The store does not hold version {installation.Version.Number} of '{installation.Target.Identity}'.",
        installation.Target.Identity);

    private static string Fact(Installation installation, string field) => field switch
    {
        "username" => installation.Version.Subject ?? string.Empty,
        "version" => installation.Version.Number.ToString(CultureInfo.InvariantCulture),
        _ => installation.Target.Identity,
    };

    private static void Write(SecretWriter text, ReadOnlySpan<byte> value, string escape)
    {
        TextEncoder? encoder = escape switch
        {
            "json" => JavaScriptEncoder.Default,
            "xml" => HtmlEncoder.Default,
            "url" => UrlEncoder.Default,
            _ => null,
        };
        if (escape == "base64")
        {
            using var encoded = new KeyMaterial(Base64.GetMaxEncodedToUtf8Length(value.Length));
            Base64.EncodeToUtf8(value, encoded.Span, out _, out _);
            text.Write(encoded.Span);
            return;
        }

        if (encoder is null)
        {
            text.Write(value);
            return;
        }

        using var escaped = new KeyMaterial(Math.Max(1, value.Length * encoder.MaxOutputCharactersPerInputCharacter));
        var status = encoder.EncodeUtf8(value, escaped.Span, out _, out var written);
        text.Write(status == OperationStatus.Done ? escaped.Span[..written] : value);
    }

    private static string Shown(string place)
    {
        const int most = 40;
        return string.Concat(place.Take(most).Select(mark => char.IsControl(mark) ? '?' : mark));
    }

    private static void Require(bool holds, string text, string rule)
    {
        if (!holds)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"The template is not valid: {rule}.", Shown(text));
        }
    }
}
