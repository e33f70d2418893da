using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using Mim.Core;
using Mim.Core.Issuing;

namespace Mim.Pki.Names;

/// <summary>Writes general names (RFC 5280 section 4.2.1.6) and refuses what its syntax does not allow.</summary>
internal static class GeneralNameWriter
{
    public static readonly Asn1Tag Email = new(TagClass.ContextSpecific, 1);
    public static readonly Asn1Tag Dns = new(TagClass.ContextSpecific, 2);
    public static readonly Asn1Tag Directory = new(TagClass.ContextSpecific, 4);
    public static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);
    public static readonly Asn1Tag IPAddress = new(TagClass.ContextSpecific, 7);

    /// <summary>Writes every name of <paramref name="names"/>.</summary>
    public static void WriteNames(AsnWriter writer, SubjectNames names)
    {
        foreach (var dns in names.Dns)
        {
            WriteText(writer, Dns, NameSyntax.IsDnsName(dns) ? dns : throw Bad("DNS name", dns));
        }

        foreach (var address in names.IPAddresses)
        {
            writer.WriteOctetString(ParseAddress(address).GetAddressBytes(), IPAddress);
        }

        foreach (var uri in names.Uris)
        {
            WriteUri(writer, uri);
        }

        foreach (var email in names.Emails)
        {
            WriteText(writer, Email, NameSyntax.IsEmail(email) ? email : throw Bad("e-mail address", email));
        }
    }

    public static void WriteUri(AsnWriter writer, string uri) =>
        WriteText(writer, Uri, NameSyntax.IsUri(uri) ? uri : throw Bad("URI", uri));

    /// <summary>Writes subtrees of name constraints (section 4.2.1.10), each in its sequence.</summary>
    public static void WriteSubtrees(AsnWriter writer, SubjectNames names)
    {
        foreach (var dns in names.Dns)
        {
            WriteSubtree(writer, Dns, NameSyntax.IsHostName(dns) ? dns : throw Bad("DNS subtree", dns));
        }

        foreach (var block in names.IPAddresses)
        {
            using var _ = writer.PushSequence();
            writer.WriteOctetString(EncodeBlock(block), IPAddress);
        }

        foreach (var host in names.Uris)
        {
            WriteSubtree(writer, Uri, NameSyntax.IsHostOrDomain(host) ? host : throw Bad("URI subtree", host));
        }

        foreach (var email in names.Emails)
        {
            var isValid = NameSyntax.IsEmail(email) || NameSyntax.IsHostOrDomain(email);
            WriteSubtree(writer, Email, isValid ? email : throw Bad("e-mail subtree", email));
        }
    }

    private static void WriteSubtree(AsnWriter writer, Asn1Tag tag, string text)
    {
        using var _ = writer.PushSequence();
        WriteText(writer, tag, text);
    }

    private static void WriteText(AsnWriter writer, Asn1Tag tag, string text) =>
        writer.WriteCharacterString(UniversalTagNumber.IA5String, text, tag);

    private static IPAddress ParseAddress(string text) =>
        System.Net.IPAddress.TryParse(text, out var address) && !text.Contains('%')
            && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text)
            ? address
            : throw Bad("IP address", text);

    private static byte[] EncodeBlock(string text)
    {
        var slash = text.IndexOf('/');
        var address = ParseAddress(slash < 0 ? text : text[..slash]).GetAddressBytes();
        var prefix = address.Length * 8;
        if (slash >= 0 && !(byte.TryParse(text.AsSpan(slash + 1), out var given) && (prefix = given) <= address.Length * 8))
        {
            throw Bad("address block", text);
        }

        var result = new byte[address.Length * 2];
        for (var i = 0; i < address.Length; i++)
        {
            var mask = (byte)(0xFF00 >> Math.Clamp(prefix - (i * 8), 0, 8));
            result[i] = (byte)(address[i] & mask);
            result[address.Length + i] = mask;
        }

        return result;
    }

    private static MimException Bad(string what, string name) =>
        new(MimErrorCause.InvalidName, $"'{name}' is not a valid {what}.", name);
}
