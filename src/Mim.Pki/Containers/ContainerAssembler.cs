using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Pki.Certificates;
using Mim.Pki.Credentials;

namespace Mim.Pki.Containers;

/// <summary>Tells certificates that stand for themselves from those that came along as their issuers, and whose the keys are.</summary>
internal sealed class ContainerAssembler(string format, ContainerParts parts)
{
    private readonly Dictionary<ParsedCertificate, CertificatePart> _parts = [];
    private readonly Dictionary<ParsedCertificate, KeyPart> _keys = [];

    public CertificateContainer Assemble()
    {
        var certificates = ReadCertificates();
        var chains = new ChainFinder(certificates, believesIdentifiers: true);
        MatchKeys(certificates, chains);
        var shown = Shown(certificates, chains);
        return new CertificateContainer(format)
        {
            Certificates = [.. shown.Select((one, index) => Describe(one, chains, shown.Count == 1 ? null : $"{index + 1}"))],
            Status = parts.Troubles.Count == 0 ? FindingStatus.Found : FindingStatus.Damaged,
            Detail = parts.Troubles is [var first, ..] ? first : null,
        };
    }

    private List<ParsedCertificate> ReadCertificates()
    {
        var result = new List<ParsedCertificate>();
        var seen = new HashSet<string>();
        for (var number = 1; number <= parts.Certificates.Count; number++)
        {
            var part = parts.Certificates[number - 1];
            if (!seen.Add($"{part.Alias}/{Convert.ToHexString(SHA256.HashData(part.Der))}"))
            {
                continue;
            }

            try
            {
                var certificate = ParsedCertificate.Read(part.Der);
                _parts.Add(certificate, part);
                result.Add(certificate);
            }
            catch (MimException exception)
            {
                parts.Troubles.Add(parts.Certificates.Count == 1 ? exception.Message : $"Certificate {number} in it: {exception.Message}");
            }
        }

        return result;
    }

    private void MatchKeys(List<ParsedCertificate> certificates, ChainFinder chains)
    {
        var byPublicKey = certificates.ToLookup(one => Convert.ToHexString(one.Key.Key.Span));
        var byId = certificates.ToLookup(one => _parts[one].KeyId);
        var nameless = new List<KeyPart>();
        foreach (var key in parts.Keys)
        {
            var owners = key.PublicKey is { } octets ? byPublicKey[octets] : key.KeyId is { } id ? byId[id] : [];
            nameless.AddRange(owners.Any() || key.PublicKey is not null ? [] : [key]);
            foreach (var owner in owners)
            {
                _keys[owner] = key;
            }
        }

        // An encrypted key does not say whose it is, but where there is one for each certificate that needs one, it is clear.
        var wanting = certificates.Where(one => !_keys.ContainsKey(one) && !chains.IsIssuer(one)).ToList();
        if (wanting.Count == nameless.Count)
        {
            wanting.ForEach(one => _keys[one] = nameless[0]);
        }
    }

    private List<ParsedCertificate> Shown(List<ParsedCertificate> certificates, ChainFinder chains)
    {
        var ends = certificates.Where(one => _keys.ContainsKey(one) || _parts[one].IsTrusted || !chains.IsIssuer(one)).ToList();

        // A list of authorities to trust: that one of them certified another takes neither from the list.
        return ends.Count == 0 || (ends.Count > 1 && certificates.TrueForAll(one => one.Values.IsAuthority)) ? certificates : ends;
    }

    private ContainedCertificate Describe(ParsedCertificate certificate, ChainFinder chains, string? number) => new(certificate.Der.ToArray())
    {
        Name = _parts[certificate].Alias ?? number,
        Chain = [.. chains.Of(certificate).Select(issuer => issuer.Der.ToArray())],
        HasPrivateKey = _keys.ContainsKey(certificate),
        IsEncrypted = _keys.GetValueOrDefault(certificate)?.IsEncrypted == true,
    };
}
