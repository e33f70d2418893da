using System.Globalization;
using System.Security.Cryptography;

namespace Mim.Core.Discovery.Ssh;

/// <summary>What machines do not accept any more: keys, and certificates by their number or name (OpenSSH PROTOCOL.krl).</summary>
internal sealed class SshTrustRevocations
{
    private const string Key = "key ";
    private const string Serial = "serial ";
    private const string Id = "id ";

    private readonly HashSet<(string Host, string Fingerprint)> _keys = [];
    private readonly HashSet<(string Host, string? Authority, string KeyId)> _ids = [];
    private readonly Dictionary<(string Host, string? Authority), List<(ulong From, ulong To)>> _serials = [];

    /// <param name="host">That does not accept it.</param>
    /// <param name="entry">Of a list; its key is the authority's where it revokes something else than a key.</param>
    public void Add(string host, SshKeyFinding entry)
    {
        var what = entry.Revokes;
        if (what is null || what.StartsWith(Key, StringComparison.Ordinal))
        {
            if (entry.SshFingerprint is { } fingerprint)
            {
                _keys.Add((host, fingerprint));
            }
        }
        else if (what.StartsWith(Id, StringComparison.Ordinal))
        {
            _ids.Add((host, entry.SshFingerprint, what[Id.Length..]));
        }
        else if (what.StartsWith(Serial, StringComparison.Ordinal) && TryRange(what[Serial.Length..], out var range))
        {
            var authority = (host, entry.SshFingerprint);
            if (!_serials.TryGetValue(authority, out var ranges))
            {
                _serials.Add(authority, ranges = []);
            }

            ranges.Add(range);
        }
    }

    /// <summary>Whether the key itself is revoked there.</summary>
    public bool Has(string host, SshKeyFinding key) =>
        _keys.Contains((host, key.SshFingerprint!)) || (key.PublicKey is { } blob && _keys.Contains((host, Sha1(blob))));

    /// <summary>Whether a certificate is revoked there, by its key, its number or its name; lists without an authority mean all of them.</summary>
    public bool HasCertificate(string host, SshKeyFinding certified)
    {
        var facts = certified.Certificate!;
        return Has(host, certified) || new[] { facts.AuthorityFingerprint, null }.Any(authority =>
            _ids.Contains((host, authority, facts.KeyId))
            || (_serials.TryGetValue((host, authority), out var ranges) && ranges.Exists(range => facts.SerialNumber >= range.From && facts.SerialNumber <= range.To)));
    }

    private static bool TryRange(string text, out (ulong From, ulong To) range)
    {
        var ends = text.Split('-');
        range = default;
        return ulong.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out range.From)
            && ulong.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out range.To);
    }

    // Lists name keys so; nothing rests on the digest.
#pragma warning disable CA5350
    private static string Sha1(byte[] blob) => $"SHA1:{Convert.ToBase64String(SHA1.HashData(blob)).TrimEnd('=')}";
#pragma warning restore CA5350
}
