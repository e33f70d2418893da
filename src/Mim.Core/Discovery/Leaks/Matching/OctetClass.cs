using System.Buffers;
using System.Text;

namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>A set of octets that parts of secrets are made of.</summary>
internal sealed class OctetClass
{
    private const string Digits = "0123456789";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly Dictionary<string, OctetClass> _named = new(StringComparer.Ordinal)
    {
        ["digit"] = new(Digits),
        ["lower"] = new(Lower),
        ["upper"] = new(Upper),
        ["hex"] = new(Digits + "abcdef"),
        ["HEX"] = new(Digits + "ABCDEF"),
        ["hexa"] = new(Digits + "abcdefABCDEF"),
        ["lownum"] = new(Digits + Lower),
        ["upnum"] = new(Digits + Upper),
        ["alnum"] = new(Digits + Lower + Upper),
        ["word"] = new(Digits + Lower + Upper + "_"),
        ["b64"] = new(Digits + Lower + Upper + "+/"),
        ["b64pad"] = new(Digits + Lower + Upper + "+/="),
        ["b64url"] = new(Digits + Lower + Upper + "-_"),
        ["dotted"] = new(Digits + Lower + Upper + "-_."),
        ["token"] = new(Digits + Lower + Upper + "-_.~+/="),
        ["base32"] = new("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
        ["bech32"] = new("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"),
        ["crypt"] = new(Digits + Lower + Upper + "./"),
        ["field"] = new(Digits + Lower + Upper + "!#$%*+-./:=?@^_|~"),
    };

    private readonly SearchValues<byte> _members;

    public OctetClass(string members)
    {
        Members = members;
        _members = SearchValues.Create(Encoding.Latin1.GetBytes(members));
    }

    /// <summary>Letters, digits and what joins them in names of settings.</summary>
    public static OctetClass Name => _named["dotted"];

    /// <summary>Letters and digits.</summary>
    public static OctetClass Alphanumeric => _named["alnum"];

    /// <summary>What a value without quotes is made of.</summary>
    public static OctetClass Field => _named["field"];

    public static OctetClass Base64 => _named["b64"];

    /// <summary>Of both alphabets, that for URLs too.</summary>
    public static OctetClass AnyBase64 { get; } = new(_named["b64"].Members + "-_");

    public static OctetClass Hexadecimal => _named["hexa"];

    public string Members { get; }

    public static OctetClass Named(string name) =>
        _named.TryGetValue(name, out var found) ? found : throw new FormatException($"There is no class of octets named '{name}'.");

    public bool Contains(byte octet) => _members.Contains(octet);

    /// <summary>How many octets at the beginning are of this class.</summary>
    public int RunAt(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(_members) is >= 0 and var end ? end : text.Length;

    /// <summary>How many octets at the end are of this class.</summary>
    public int RunBefore(ReadOnlySpan<byte> text) => text.Length - 1 - text.LastIndexOfAnyExcept(_members);
}
