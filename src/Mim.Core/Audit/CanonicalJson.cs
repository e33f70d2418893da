using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mim.Core.Audit;

/// <summary>
/// Canonical JSON (RFC 8785) for objects of strings, integers and one level of nested objects: keys in order of their
/// UTF-16 code units, no white space, only the escapes that JSON demands.
/// </summary>
internal sealed class CanonicalJson
{
    public const int TimestampLength = 24;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private const int RoomKept = 16 * 1024;

    /// <summary>Where texts are put together: most are a third as long, and many live until they are hashed.</summary>
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _spare;

    private readonly ArrayBufferWriter<byte> _output = _spare ?? new ArrayBufferWriter<byte>(1024);
    private byte[] _written = [];

    // For one at a time on each thread.
    private CanonicalJson() => _spare = null;

    public ReadOnlySpan<byte> Written => _written;

    /// <summary>Where a record's time stands in <see cref="Written"/>, without the quotation marks.</summary>
    public Range Time { get; private set; }

    /// <summary>Where the hash of the record before stands.</summary>
    public Range PreviousHash { get; private set; }

    /// <summary>Where a record's sequence stands.</summary>
    public Range Sequence { get; private set; }

    public static CanonicalJson OfRecord(AuditRecord record)
    {
        var json = new CanonicalJson();
        json.Raw("{"u8);
        json.Property("act", record.Act);
        json.Property("actor", record.Actor);
        json.Time = json.Property("at", Timestamp(record.At));
        json.Key("detail");
        json.Object(record.Detail);
        json.Raw(","u8);
        json.Property("host", record.Host);
        json.Property("outcome", record.Outcome.ToString());
        json.PreviousHash = json.Property("previousHash", record.PreviousHash);
        json.Property("runId", record.RunId.ToString("D"));
        json.Key("sequence");
        json.Sequence = json.Integer(record.Sequence);
        json.Raw(","u8);
        json.Optional("subjectId", record.SubjectId);
        json.Property("subjectKind", record.SubjectKind, last: record.SubjectName is null);
        json.Optional("subjectName", record.SubjectName, last: true);
        json.Raw("}"u8);
        return json.Whole();
    }

    public static CanonicalJson OfCheckpoint(AuditCheckpoint checkpoint, Guid storeId)
    {
        var json = new CanonicalJson();
        json.Raw("{"u8);
        json.Property("at", Timestamp(checkpoint.At));
        json.Property("hash", checkpoint.Hash);
        json.Property("keyId", checkpoint.KeyId);
        json.Property("kind", checkpoint.Kind.ToString());
        json.Key("sequence");
        json.Integer(checkpoint.Sequence);
        json.Raw(","u8);
        json.Property("storeId", storeId.ToString("D"), last: true);
        json.Raw("}"u8);
        return json.Whole();
    }

    /// <summary>RFC 3339, UTC, milliseconds.</summary>
    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>The same as UTF-8; gives its length, which is <see cref="TimestampLength"/>.</summary>
    public static int Timestamp(DateTimeOffset time, Span<byte> utf8)
    {
        time.UtcDateTime.TryFormat(utf8, out var length, TimeFormat, CultureInfo.InvariantCulture);
        return length;
    }

    private CanonicalJson Whole()
    {
        _written = _output.WrittenSpan.ToArray();
        _output.ResetWrittenCount();
        _spare = _output.Capacity <= RoomKept ? _output : null;
        return this;
    }

    private void Object(IReadOnlyDictionary<string, string> members)
    {
        Raw("{"u8);
        KeyValuePair<string, string>[] sorted = [.. members];
        Array.Sort(sorted, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        for (var index = 0; index < sorted.Length; index++)
        {
            Property(sorted[index].Key, sorted[index].Value, last: index == sorted.Length - 1);
        }

        Raw("}"u8);
    }

    private void Optional(string key, string? value, bool last = false)
    {
        if (value is not null)
        {
            Property(key, value, last);
        }
    }

    /// <summary>Where the value stands, without the quotation marks.</summary>
    private Range Property(string key, string value, bool last = false)
    {
        Key(key);
        var start = _output.WrittenCount + 1;
        Text(value);
        var end = _output.WrittenCount - 1;
        if (!last)
        {
            Raw(","u8);
        }

        return start..end;
    }

    private void Key(string key)
    {
        Text(key);
        Raw(":"u8);
    }

    private Range Integer(long value)
    {
        var start = _output.WrittenCount;
        var span = _output.GetSpan(20);
        value.TryFormat(span, out var written, provider: CultureInfo.InvariantCulture);
        _output.Advance(written);
        return start..(start + written);
    }

    private void Text(string text)
    {
        Raw("\""u8);
        var rest = text.AsSpan();
        while (rest.IndexOfAnyInRange('\0', '\x1f') is var control && rest.IndexOfAny('"', '\\') is var mark && (control & mark) != -1)
        {
            var at = (control, mark) switch { ( < 0, _) => mark, (_, < 0) => control, _ => Math.Min(control, mark) };
            Plain(rest[..at]);
            Escape(rest[at]);
            rest = rest[(at + 1)..];
        }

        Plain(rest);
        Raw("\""u8);
    }

    private void Escape(char character)
    {
        var escape = character switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\t' => "\\t",
            '\n' => "\\n",
            '\f' => "\\f",
            '\r' => "\\r",
            _ => $"\\u{(int)character:x4}",
        };
        Plain(escape);
    }

    private void Plain(ReadOnlySpan<char> text)
    {
        var span = _output.GetSpan(Encoding.UTF8.GetByteCount(text));
        _output.Advance(Encoding.UTF8.GetBytes(text, span));
    }

    private void Raw(ReadOnlySpan<byte> bytes) => _output.Write(bytes);
}
