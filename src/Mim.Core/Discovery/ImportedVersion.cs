using System.Security.Cryptography;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>What is found, as the first version of an identity that has no id yet.</summary>
/// <param name="Version">The version.</param>
/// <param name="Authority">Name of the authority of ours that signed it; null for none.</param>
internal sealed record ImportedVersion(CredentialVersion Version, string? Authority)
{
    /// <summary>SHA-256 of the certificate, or of the public key where there is none.</summary>
    public static string FingerprintOf(FoundCredential found) => Convert.ToHexString(SHA256.HashData(found.Certificate ?? found.SshPublicKey!));

    public static ImportedVersion Of(FoundCredential found, OwnIssuers issuers, ICertificateReader reader, DateTimeOffset now)
    {
        var version = new CredentialVersion
        {
            Id = Guid.CreateVersion7(now),
            IdentityId = Guid.Empty,
            Number = 1,
            State = VersionState.Active,
            StateReason = "Imported",
            StateAt = now,
            KeyAlgorithm = found.KeyAlgorithm,
            HasPrivateKey = found.PrivateKey is not null,
            CreatedAt = now,
        };
        if (found.Certificate is null)
        {
            var fingerprint = FingerprintOf(found);
            return new ImportedVersion(
                version with { Fingerprint = fingerprint, KeyFingerprint = fingerprint, Certificate = found.SshPublicKey }, null);
        }

        var facts = reader.Read(found.Certificate);
        var issuer = issuers.Find(facts);
        var described = version with
        {
            NotBefore = facts.NotBefore,
            NotAfter = facts.NotAfter,
            AuthorityId = issuer?.Authority.Id,
            IssuerVersionId = issuer?.Version.Id,
            Subject = facts.Subject,
            Issuer = facts.Issuer,
            SerialNumber = facts.SerialNumber,
            Fingerprint = facts.Fingerprint,
            KeyFingerprint = facts.KeyFingerprint,
            KeyAlgorithm = facts.KeyAlgorithm,
            Certificate = found.Certificate,
            Chain = found.Chain.Count == 0 ? null : DerSequence.Join(found.Chain),
        };
        return new ImportedVersion(described, issuer?.Authority.Name);
    }
}
