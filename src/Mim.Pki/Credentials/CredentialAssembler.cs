using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Sealing;
using Mim.Pki.Certificates;
using Mim.Pki.Keys;
using Mim.Pki.Names;

namespace Mim.Pki.Credentials;

/// <summary>Matches the keys of a file to its certificates and puts chains in order.</summary>
internal sealed class CredentialAssembler(string source, FoundParts parts)
{
    public List<FoundCredential> Assemble()
    {
        var certificates = ReadCertificates();
        if (certificates.Count == 0)
        {
            throw new MimException(
                MimErrorCause.InvalidFile,
                parts.Keys.Count > 0 ? "It holds a private key but no certificate." : "It holds no certificate.");
        }

        var keys = MatchKeys(certificates);
        var chains = new ChainFinder(certificates);
        var wanted = certificates.Where(one => keys.ContainsKey(one) || !chains.IsIssuer(one)).ToList();
        if (wanted.Count == 0)
        {
            // Authorities that certified each other.
            wanted = certificates;
        }

        return [.. wanted.Select(one => ToCredential(one, chains.Of(one), keys.GetValueOrDefault(one)))];
    }

    private List<ParsedCertificate> ReadCertificates()
    {
        var result = new List<ParsedCertificate>();
        var seen = new HashSet<string>();
        for (var i = 0; i < parts.Certificates.Count; i++)
        {
            var der = parts.Certificates[i];
            try
            {
                if (seen.Add(Fingerprint(der)))
                {
                    result.Add(ParsedCertificate.Read(der));
                }
            }
            catch (MimException exception) when (parts.Certificates.Count > 1)
            {
                throw new MimException(MimErrorCause.InvalidFile, $"Certificate {i + 1} in it: {exception.Message}", inner: exception);
            }
        }

        return result;
    }

    private Dictionary<ParsedCertificate, KeyMaterial> MatchKeys(List<ParsedCertificate> certificates)
    {
        var byKey = certificates.ToLookup(certificate => Fingerprint(certificate.Key.Key.Span));
        var result = new Dictionary<ParsedCertificate, KeyMaterial>();
        foreach (var key in parts.Keys)
        {
            var matches = byKey[Fingerprint(PublicKeyOf.Pkcs8(key.Span))].ToList();
            if (matches.Count == 0)
            {
                throw new MimException(MimErrorCause.InvalidFile, "It holds a private key that belongs to none of its certificates.");
            }

            // A renewed certificate may lie beside the old one of the same key.
            matches.ForEach(certificate => result[certificate] = key);
        }

        return result;
    }

    private FoundCredential ToCredential(ParsedCertificate leaf, IReadOnlyList<ParsedCertificate> chain, KeyMaterial? key) => new()
    {
        Kind = leaf.Values.IsAuthority ? IdentityKind.CertificateAuthority : IdentityKind.Certificate,
        Source = source,
        SuggestedName = SuggestName(leaf),
        Certificate = leaf.Der.ToArray(),
        Chain = [.. chain.Select(one => one.Der.ToArray())],
        PrivateKey = key is null ? null : KeyMaterial.CopyOf(key.Span),
        KeyAlgorithm = leaf.KeyAlgorithm,
    };

    private string SuggestName(ParsedCertificate certificate) => NameFormatter.CommonName(certificate.Subject) is { Length: > 0 } name
        ? name
        : certificate.Values.Names.Names.Dns is [var dns, ..] ? dns : Path.GetFileNameWithoutExtension(source);

    private static string Fingerprint(ReadOnlySpan<byte> octets) =>
        Convert.ToHexString(SHA256.HashData(octets));
}
