using System.Formats.Asn1;
using System.Text;
using Mim.Core.Accounts;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Ldap;

/// <summary>Requests and answers of LDAP (RFC 4511 section 4.1.1) in turn. What a request was written into is zeroed.</summary>
internal sealed class LdapLine(AccountLine line)
{
    /// <summary>Where TLS comes before the first message: LDAPS, and that of the global catalog.</summary>
    private static readonly int[] _tlsPorts = [636, 3269];

    private const string StartTls = "1.3.6.1.4.1.1466.20037";

    /// <summary>Nothing that is of use here is longer.</summary>
    private const int LongestAnswer = 1 << 18;

    /// <summary>Nor are all answers to one request together.</summary>
    private const int MostOctets = 32 << 20;

    /// <summary>No request outgrows it and leaves a copy behind, and the collector does not move arrays of this size.</summary>
    private const int Capacity = 131_072;

    private const int MostAnswers = 64;

    private static readonly Asn1Tag _entry = new(TagClass.Application, 4, isConstructed: true);
    private static readonly Asn1Tag _reference = new(TagClass.Application, 19, isConstructed: true);

    private int _number;

    /// <summary>Makes the connection TLS where the settings say so, before anything else: at once, or on request (section 4.14).</summary>
    /// <exception cref="InvalidDataException">The server takes none.</exception>
    public async Task SecureAsync(AccountSettings settings, CancellationToken cancellationToken)
    {
        if (!settings.UseTls)
        {
            return;
        }

        if (!_tlsPorts.Contains(settings.Port))
        {
            var result = await AskAsync(LdapRequest.Extended(StartTls), cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw new InvalidDataException($"it does not take TLS: {result}");
            }
        }

        await line.SecureAsync(settings, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks, and gives how that ended.</summary>
    /// <exception cref="InvalidDataException">The answer is none of LDAP, or that it goes.</exception>
    public async Task<LdapResult> AskAsync(Action<AsnWriter> request, CancellationToken cancellationToken) =>
        (await FindAsync(request, cancellationToken).ConfigureAwait(false)).Result;

    /// <summary>Searches, and gives the first value of each entry besides, or its name where there is none.</summary>
    /// <exception cref="InvalidDataException">The answer is none of LDAP, or that it goes.</exception>
    public async Task<(LdapResult Result, IReadOnlyList<string> Found)> FindAsync(
        Action<AsnWriter> request, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        var result = await TalkAsync(request, MostAnswers, entry => found.Add(ValueOf(entry)), LdapResult.Read, cancellationToken).ConfigureAwait(false);
        return (result, found);
    }

    /// <summary>Asks for a page, and gives its entries with all that was asked for of them.</summary>
    /// <param name="request">A search; its size is no limit of it but the page's.</param>
    /// <param name="size">How many entries a page has at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDataException">The answer is none of LDAP, or that it goes.</exception>
    public async Task<(LdapResult Result, LdapPage Page)> PageAsync(Action<AsnWriter> request, int size, CancellationToken cancellationToken)
    {
        var (entries, cookie) = (new List<LdapEntry>(), Array.Empty<byte>());
        var result = await TalkAsync(
            request,
            size + MostAnswers,
            entry => entries.Add(LdapEntry.Read(entry)),
            message =>
            {
                var end = LdapResult.Read(message);
                cookie = LdapPage.CookieOf(message);
                return end;
            },
            cancellationToken).ConfigureAwait(false);
        return (result, new LdapPage(entries, cookie));
    }

    /// <summary>Takes leave; a server that has gone already is no trouble.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        using var octets = Message(LdapRequest.Unbind);
        try
        {
            await line.WriteAsync(octets, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // All that mattered was answered.
        }
    }

    private async Task<LdapResult> TalkAsync(
        Action<AsnWriter> request, int most, Action<AsnReader> take, Func<AsnReader, LdapResult> end, CancellationToken cancellationToken)
    {
        using var octets = Message(request);
        await line.WriteAsync(octets, cancellationToken).ConfigureAwait(false);
        var left = MostOctets;
        for (var answers = 0; answers < most && left > 0; answers++)
        {
            var content = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (Take(content, take, end) is { } result)
            {
                return result;
            }

            left -= content.Length;
        }

        throw Strange();
    }

    private KeyMaterial Message(Action<AsnWriter> request)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER, Capacity);
        using (writer.PushSequence())
        {
            writer.WriteInteger(++_number);
            request(writer);
        }

        var octets = new KeyMaterial(writer.GetEncodedLength());
        writer.Encode(octets.Span);
        writer.Reset();
        return octets;
    }

    /// <summary>The result when this is one; entries are kept, referrals to other directories are not followed.</summary>
    private LdapResult? Take(byte[] content, Action<AsnReader> take, Func<AsnReader, LdapResult> end)
    {
        try
        {
            var message = new AsnReader(content, AsnEncodingRules.BER);
            if (!message.TryReadInt32(out var number) || (number != _number && number != 0))
            {
                throw Strange();
            }

            var tag = message.PeekTag();
            if (tag == _entry)
            {
                take(message.ReadSequence(tag));
                return null;
            }

            return tag == _reference ? null
                : tag.TagClass != TagClass.Application ? throw Strange()
                : end(message) is var result && number == 0 ? throw new InvalidDataException($"it ends the connection: {result}")
                : result;
        }
        catch (AsnContentException)
        {
            throw Strange();
        }
    }

    private static string ValueOf(AsnReader entry)
    {
        var name = entry.ReadOctetString();
        var attributes = entry.ReadSequence();
        if (attributes.HasData)
        {
            var attribute = attributes.ReadSequence();
            _ = attribute.ReadOctetString();
            var values = attribute.ReadSetOf(skipSortOrderValidation: true);
            if (values.HasData)
            {
                return Encoding.UTF8.GetString(values.ReadOctetString());
            }
        }

        return Encoding.UTF8.GetString(name);
    }

    private async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        const byte sequence = 0x30;
        const byte longForm = 0x80;
        var head = await line.ReadAsync(2, cancellationToken).ConfigureAwait(false);
        if (head[0] != sequence || head[1] is longForm or > longForm + sizeof(int))
        {
            throw Strange();
        }

        var octets = head[1] < longForm ? head[1..] : await line.ReadAsync(head[1] - longForm, cancellationToken).ConfigureAwait(false);
        var length = octets.Aggregate(0L, (sum, octet) => (sum << 8) | octet);
        return length <= LongestAnswer ? await line.ReadAsync((int)length, cancellationToken).ConfigureAwait(false) : throw Strange();
    }

    private static InvalidDataException Strange() => new("it does not speak LDAP.");
}
