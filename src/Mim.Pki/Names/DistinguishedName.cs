using System.Formats.Asn1;
using System.Text;
using Mim.Core;

namespace Mim.Pki.Names;

/// <summary>Distinguished names: RFC 4514 text to DER.</summary>
internal static class DistinguishedName
{
    /// <summary>DER Name of <paramref name="text"/>; an empty sequence for empty text.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidName"/>.</exception>
    public static byte[] Encode(string text)
    {
        var names = new NameParser(text).Parse();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        try
        {
            using (writer.PushSequence())
            {
                // The text begins with the last relative name (RFC 4514 section 2.1).
                for (var i = names.Count - 1; i >= 0; i--)
                {
                    using var _ = writer.PushSetOf();
                    foreach (var value in names[i])
                    {
                        Write(writer, value, text);
                    }
                }
            }

            return writer.Encode();
        }
        catch (Exception exception) when (exception is ArgumentException or AsnContentException or EncoderFallbackException)
        {
            throw new MimException(MimErrorCause.InvalidName, $"The name '{text}' cannot be encoded.", text, exception);
        }
    }

    private static void Write(AsnWriter writer, AttributeValue value, string name)
    {
        using var _ = writer.PushSequence();
        writer.WriteObjectIdentifier(value.Oid);
        if (value.Der is { } der)
        {
            writer.WriteEncodedValue(der);
            return;
        }

        var type = AttributeType.ByOid(value.Oid);
        Check(value.Text!, type, name);
        writer.WriteCharacterString(type?.Encoding ?? UniversalTagNumber.UTF8String, value.Text!);
    }

    private static void Check(string text, AttributeType? type, string name)
    {
        if (text.Length == 0)
        {
            throw Bad(name, $"has an empty {type?.Name ?? "value"}");
        }

        if (type is null)
        {
            return;
        }

        if (text.Length > type.MaximumLength && text.EnumerateRunes().Count() > type.MaximumLength)
        {
            throw Bad(name, $"has a {type.Name} longer than {type.MaximumLength} characters");
        }

        if (type.Name == "C" && !(text.Length == 2 && text.All(char.IsAsciiLetter)))
        {
            throw Bad(name, "has a C that is not a two-letter country code");
        }
    }

    private static MimException Bad(string name, string what) => new(MimErrorCause.InvalidName, $"The name '{name}' {what}.", name);
}
