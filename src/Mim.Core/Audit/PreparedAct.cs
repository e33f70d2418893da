using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mim.Core.Audit;

/// <summary>
/// An act with its canonical JSON, all but what only the chain can say: time, sequence and the hash before. So any thread may
/// write the JSON, and the one that chains has only to put in those three and hash. Made once, chained once or more.
/// </summary>
internal sealed class PreparedAct
{
    /// <summary>Octets of JSON that are put together on the stack; few acts have more.</summary>
    private const int ShortJson = 2048;

    private const int LongestNumber = 20;

    private static readonly Dictionary<string, string> NoDetail = [];

    private readonly AuditRecord _record;
    private readonly CanonicalJson _json;

    private PreparedAct(AuditRecord record) => (_record, _json) = (record, CanonicalJson.OfRecord(record));

    /// <param name="act">What is done.</param>
    /// <param name="context">Who does it: the same as of the ledger that records it.</param>
    public static PreparedAct Of(Act act, ActContext context) => new(new AuditRecord
    {
        Sequence = 0,
        At = default,
        Actor = WellFormed.Text(context.Actor),
        Host = WellFormed.Text(context.Host),
        RunId = context.RunId,
        Act = WellFormed.Text(act.Name),
        SubjectKind = WellFormed.Text(act.SubjectKind),
        SubjectId = WellFormed.Text(act.SubjectId),
        SubjectName = WellFormed.Text(act.SubjectName),
        Outcome = act.Outcome,
        Detail = act.Detail is null ? NoDetail : WellFormed.Members(act.Detail),
        PreviousHash = string.Empty,
        Hash = string.Empty,
    });

    /// <summary>The record at its place in the chain, hashed.</summary>
    public AuditRecord Chain(long sequence, DateTimeOffset at, string previousHash)
    {
        var json = _json.Written;
        var longest = json.Length + CanonicalJson.TimestampLength + previousHash.Length + LongestNumber;
        var whole = longest <= ShortJson ? stackalloc byte[ShortJson] : new byte[longest];
        var length = Copy(json[.._json.Time.Start], whole, 0);
        length += CanonicalJson.Timestamp(at, whole[length..]);
        length = Copy(json[_json.Time.End.._json.PreviousHash.Start], whole, length);
        length += Encoding.UTF8.GetBytes(previousHash, whole[length..]);
        length = Copy(json[_json.PreviousHash.End.._json.Sequence.Start], whole, length);
        sequence.TryFormat(whole[length..], out var digits, provider: CultureInfo.InvariantCulture);
        length = Copy(json[_json.Sequence.End..], whole, length + digits);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(whole[..length], hash);
        return _record with { Sequence = sequence, At = at, PreviousHash = previousHash, Hash = Convert.ToHexString(hash) };
    }

    /// <summary>Where the next part begins.</summary>
    private static int Copy(ReadOnlySpan<byte> part, Span<byte> whole, int at)
    {
        part.CopyTo(whole[at..]);
        return at + part.Length;
    }
}
