using System.Buffers;
using System.Formats.Asn1;
using System.Text;
using Mim.Core.Discovery;

namespace Mim.Pki.Names;

/// <summary>Distinguished names: DER to RFC 4514 text.</summary>
internal static class NameFormatter
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\"+,;<>\\");

    /// <summary>Text of a DER Name, last relative name first (RFC 4514 section 2.1).</summary>
    /// <exception cref="AsnContentException">It is not a Name.</exception>
    public static string Format(ReadOnlyMemory<byte> der)
    {
        var parts = new List<string>();
        foreach (var attributes in Read(der))
        {
            parts.Add(string.Join('+', attributes.Select(FormatAttribute)));
        }

        parts.Reverse();
        return string.Join(',', parts);
    }

    /// <summary>The most specific common name: the last; null when there is none.</summary>
    public static string? CommonName(ReadOnlyMemory<byte> der) => Read(der)
        .SelectMany(names => names)
        .Where(attribute => attribute.Oid == Oids.CommonName)
        .Select(attribute => ReadString(attribute.Value))
        .LastOrDefault();

    /// <summary>The relative names in the order of the DER.</summary>
    public static List<List<(string Oid, ReadOnlyMemory<byte> Value)>> Read(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var sequence = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var names = new List<List<(string, ReadOnlyMemory<byte>)>>();
        while (sequence.HasData)
        {
            // Real certificates have unsorted sets; order does not matter to the text.
            var set = sequence.ReadSetOf(skipSortOrderValidation: true);
            var attributes = new List<(string, ReadOnlyMemory<byte>)>();
            while (set.HasData)
            {
                var attribute = set.ReadSequence();
                attributes.Add((attribute.ReadObjectIdentifier(), attribute.ReadEncodedValue()));
                attribute.ThrowIfNotEmpty();
            }

            names.Add(attributes.Count > 0 ? attributes : throw new AsnContentException("A relative name is empty."));
        }

        return names;
    }

    /// <summary>The string in a DER value; null when it is none of the string types.</summary>
    public static string? ReadString(ReadOnlyMemory<byte> value)
    {
        try
        {
            var tag = Asn1Tag.Decode(value.Span, out _);
            return (UniversalTagNumber)tag.TagValue switch
            {
                _ when tag.TagClass != TagClass.Universal => null,
                UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String
                    or UniversalTagNumber.BMPString or UniversalTagNumber.NumericString or UniversalTagNumber.VisibleString
                    => new AsnReader(value, AsnEncodingRules.DER).ReadCharacterString((UniversalTagNumber)tag.TagValue),
                UniversalTagNumber.TeletexString
                    => Encoding.Latin1.GetString(new AsnReader(value, AsnEncodingRules.DER).PeekContentBytes().Span),
                _ => null,
            };
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static string FormatAttribute((string Oid, ReadOnlyMemory<byte> Value) attribute)
    {
        var name = AttributeType.ByOid(attribute.Oid)?.Name;
        return name is not null && ReadString(attribute.Value) is { } text
            ? $"{name}={Escape(text)}"
            : $"{name ?? attribute.Oid}=#{Convert.ToHexString(attribute.Value.Span)}";
    }

    private static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Special) && text is not ([' ' or '#', ..] or [.., ' ']) && !text.Any(Unprintable.Is))
        {
            return text;
        }

        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (Special.Contains(character) || (i == 0 && character is ' ' or '#') || (i == text.Length - 1 && character == ' '))
            {
                result.Append('\\').Append(character);
            }
            else if (Unprintable.Is(character))
            {
                foreach (var octet in Encoding.UTF8.GetBytes([character]))
                {
                    result.Append('\\').Append(octet.ToString("X2", null));
                }
            }
            else
            {
                result.Append(character);
            }
        }

        return result.ToString();
    }
}
