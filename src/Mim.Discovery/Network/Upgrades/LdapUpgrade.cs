using System.Formats.Asn1;
using System.Text;

namespace Mim.Discovery.Network.Upgrades;

/// <summary>RFC 4511 section 4.14.</summary>
internal sealed class LdapUpgrade : IUpgrade
{
    private const int LongestResponse = 4096;
    private const byte Sequence = 0x30;
    private const byte LongForm = 0x80;
    private static readonly Asn1Tag _extendedResponse = new(TagClass.Application, 24, isConstructed: true);

    // LDAPMessage 1 with an ExtendedRequest for 1.3.6.1.4.1.1466.20037.
    private static readonly byte[] _request =
    [
        Sequence, 29, 0x02, 1, 1, 0x77, 24, 0x80, 22, .. "1.3.6.1.4.1.1466.20037"u8,
    ];

    public async ValueTask StartAsync(ProbeConnection connection, CancellationToken cancellationToken)
    {
        await connection.SendAsync(_request, cancellationToken).ConfigureAwait(false);
        var start = await connection.ReadAsync(2, cancellationToken).ConfigureAwait(false);
        if (start.Span[0] != Sequence)
        {
            throw Foreign();
        }

        int length = start.Span[1];
        if (length >= LongForm)
        {
            var octets = await connection.ReadAsync(Math.Min(length - LongForm, 4), cancellationToken).ConfigureAwait(false);
            length = Length(octets.Span);
        }

        Require(await connection.ReadAsync(length, cancellationToken).ConfigureAwait(false));
    }

    private static int Length(ReadOnlySpan<byte> octets)
    {
        var length = 0L;
        foreach (var octet in octets)
        {
            length = (length << 8) | octet;
        }

        return length <= LongestResponse ? (int)length : throw Foreign();
    }

    private static void Require(ReadOnlyMemory<byte> message)
    {
        try
        {
            var reader = new AsnReader(message, AsnEncodingRules.BER);
            reader.ReadInteger();
            var result = reader.ReadSequence(_extendedResponse);
            var code = result.ReadEnumeratedBytes().Span[^1];
            if (code != 0)
            {
                // The name of an entry comes between, which there is none of here.
                result.ReadOctetString();
                var words = Encoding.UTF8.GetString(result.ReadOctetString());
                throw EndpointException.NotTls(
                    $"LDAP refused StartTLS with the result {code}{(words.Length > 0 ? ": " + TextDialogue.Quote(words) : string.Empty)}");
            }
        }
        catch (AsnContentException)
        {
            throw Foreign();
        }
    }

    private static EndpointException Foreign() => EndpointException.NotTls("its answer is not that of LDAP");
}
