using System.Buffers;
using System.Text;
using Mim.Core;

namespace Mim.Pki.Names;

/// <summary>Parses the text of a distinguished name (RFC 4514 section 3). Relative names come out in the order of the text.</summary>
internal ref struct NameParser
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",+\\\";<>\0");

    private readonly string _text;
    private int _at;

    public NameParser(string text) => _text = text;

    public List<List<AttributeValue>> Parse()
    {
        var names = new List<List<AttributeValue>>();
        if (_text.AsSpan().Trim(' ').IsEmpty)
        {
            return names;
        }

        do
        {
            var values = new List<AttributeValue>();
            do
            {
                values.Add(ReadAttribute());
            }
            while (Skip('+'));
            names.Add(values);
        }
        while (Skip(','));
        return _at == _text.Length ? names : throw Bad("has an unescaped special character");
    }

    private AttributeValue ReadAttribute()
    {
        var equals = _text.IndexOf('=', _at);
        if (equals < 0)
        {
            throw Bad("has a part without '='");
        }

        var type = _text[_at..equals].Trim(' ');
        var oid = AttributeType.ByName(type)?.Oid ?? (IsObjectIdentifier(type) ? type : throw Bad($"has the unknown attribute '{type}'"));
        _at = equals + 1;
        SkipSpaces();
        return _at < _text.Length && _text[_at] == '#'
            ? new AttributeValue(oid, null, ReadHexadecimal())
            : new AttributeValue(oid, ReadString(), null);
    }

    private byte[] ReadHexadecimal()
    {
        var end = _text.AsSpan(_at).IndexOfAny(',', '+') is var length and >= 0 ? _at + length : _text.Length;
        var digits = _text.AsSpan(_at + 1, end - _at - 1).TrimEnd(' ');
        _at = end;
        try
        {
            return Convert.FromHexString(digits);
        }
        catch (FormatException)
        {
            throw Bad("has a '#' value that is not hexadecimal");
        }
    }

    private string ReadString()
    {
        var rest = _text.AsSpan(_at);
        var length = rest.IndexOfAny(Special) is var special and >= 0 ? special : rest.Length;
        if (length < rest.Length && rest[length] is not (',' or '+'))
        {
            return ReadEscapedString();
        }

        _at += length;
        return rest[..length].TrimEnd(' ').ToString();
    }

    private string ReadEscapedString()
    {
        var octets = new List<byte>();
        var keep = 0;
        Span<byte> utf8 = stackalloc byte[4];
        while (_at < _text.Length && _text[_at] is not (',' or '+'))
        {
            var character = _text[_at];
            if (character == '\\')
            {
                ReadEscape(octets);
                keep = octets.Count;
                continue;
            }

            if (character is '"' or ';' or '<' or '>' or '\0')
            {
                throw Bad($"has an unescaped '{character}'");
            }

            var rune = Rune.TryGetRuneAt(_text, _at, out var whole) ? whole : throw Bad("is not valid Unicode");
            octets.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
            _at += rune.Utf16SequenceLength;
            keep = character == ' ' ? keep : octets.Count;
        }

        try
        {
            // Only unescaped spaces at the end are trimmed.
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. octets[..keep]]);
        }
        catch (DecoderFallbackException)
        {
            throw Bad("has escaped octets that are not UTF-8");
        }
    }

    private void ReadEscape(List<byte> octets)
    {
        _at++;
        if (_at < _text.Length && " \"#+,;<=>\\".Contains(_text[_at]))
        {
            octets.Add((byte)_text[_at++]);
            return;
        }

        if (_at + 1 >= _text.Length || !char.IsAsciiHexDigit(_text[_at]) || !char.IsAsciiHexDigit(_text[_at + 1]))
        {
            throw Bad("has a '\\' that escapes nothing");
        }

        octets.Add(Convert.ToByte(_text.Substring(_at, 2), 16));
        _at += 2;
    }

    private bool Skip(char separator)
    {
        if (_at >= _text.Length || _text[_at] != separator)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpaces()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }

    private static bool IsObjectIdentifier(string text) =>
        text.Contains('.') && text.Split('.').All(arc => arc.Length is > 0 and < 20 && arc.All(char.IsAsciiDigit));

    private readonly MimException Bad(string what) => new(MimErrorCause.InvalidName, $"The name '{_text}' {what}.", _text);
}
