using System.Formats.Asn1;
using System.Net;
using System.Numerics;
using Mim.Core.Issuing;

namespace Mim.Pki.Names;

/// <summary>Reads general names (RFC 5280 section 4.2.1.6) and the subtrees of name constraints.</summary>
internal static class GeneralNameReader
{
    /// <summary>A DER sequence of general names.</summary>
    public static GeneralNames Read(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var names = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        return ReadAll(names, isSubtree: false);
    }

    /// <summary>GeneralSubtrees (section 4.2.1.10): addresses come out as blocks.</summary>
    public static GeneralNames ReadSubtrees(AsnReader subtrees) => ReadAll(subtrees, isSubtree: true);

    /// <summary>The URIs among the names that are left in <paramref name="names"/>.</summary>
    public static IEnumerable<string> ReadUris(AsnReader names) => ReadAll(names, isSubtree: false).Names.Uris;

    private static GeneralNames ReadAll(AsnReader reader, bool isSubtree)
    {
        List<string> dns = [], addresses = [], uris = [], emails = [];
        List<ReadOnlyMemory<byte>> directories = [];
        var hasOthers = false;
        while (reader.HasData)
        {
            // The minimum is always 0 and the maximum absent, so what follows the base of a subtree says nothing.
            var name = isSubtree ? reader.ReadSequence() : reader;
            var tag = name.PeekTag();
            switch (tag.TagClass == TagClass.ContextSpecific ? tag.TagValue : -1)
            {
                case 1:
                    emails.Add(ReadText(name, tag));
                    break;
                case 2:
                    dns.Add(ReadText(name, tag).ToLowerInvariant());
                    break;
                case 4:
                    directories.Add(name.ReadSequence(tag).ReadEncodedValue());
                    break;
                case 6:
                    uris.Add(ReadText(name, tag));
                    break;
                case 7:
                    var octets = name.ReadOctetString(tag);
                    addresses.Add(isSubtree ? FormatBlock(octets) : FormatAddress(octets));
                    break;
                case 0 or 3 or 5 or 8:
                    name.ReadEncodedValue();
                    hasOthers = true;
                    break;
                default:
                    throw new AsnContentException("A general name has an unknown tag.");
            }
        }

        var names = new SubjectNames { Dns = dns, IPAddresses = addresses, Uris = uris, Emails = emails };
        return new GeneralNames(names, directories, hasOthers);
    }

    // A control character in a name exists only to deceive: "bank.test\0.evil.test".
    private static string ReadText(AsnReader reader, Asn1Tag tag)
    {
        var text = reader.ReadCharacterString(UniversalTagNumber.IA5String, tag);
        return text.Any(char.IsControl) ? throw new AsnContentException("A name has control characters.") : text;
    }

    private static string FormatAddress(byte[] octets) =>
        octets.Length is 4 or 16 ? new IPAddress(octets).ToString() : throw new AsnContentException("An address has a wrong length.");

    private static string FormatBlock(byte[] octets)
    {
        if (octets.Length is not (8 or 32))
        {
            throw new AsnContentException("An address block has a wrong length.");
        }

        var half = octets.Length / 2;
        var mask = octets.AsSpan(half);
        var prefix = 0;
        while (prefix < half * 8 && (mask[prefix / 8] & (0x80 >> (prefix % 8))) != 0)
        {
            prefix++;
        }

        var ones = 0;
        for (var i = 0; i < half; i++)
        {
            ones += BitOperations.PopCount(mask[i]);
            octets[i] &= mask[i];
        }

        return ones == prefix
            ? $"{new IPAddress(octets.AsSpan(0, half))}/{prefix}"
            : throw new AsnContentException("An address mask has holes.");
    }
}
