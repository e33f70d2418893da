using System.Globalization;
using System.Security.Cryptography;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing.Ssh;

/// <summary>Signs certificates of SSH, and makes and seals their keys where they have none yet, without the store.</summary>
internal sealed class SshCertificateForge(SshKeyForge keyForge, ISshCertificateEncoder encoder, IKeyFactory keys, TimeProvider time)
{
    /// <summary>Signs what <paramref name="plan"/> says.</summary>
    public PreparedVersion Forge(SshCertificatePlan plan, SshSigningAuthority authority, Guid identityId, int number)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var (sealedKey, blob) = plan.Subject is { } subject ? (null, subject.Blob) : MakeKey(plan, id);
        using var key = authority.LoadKey(keys);
        var certificate = encoder.Encode(SpecOf(plan, blob), key);
        var version = new CredentialVersion
        {
            Id = id,
            IdentityId = identityId,
            Number = number,
            State = VersionState.PreActivation,
            StateAt = now,
            NotBefore = plan.NotBefore,
            NotAfter = plan.NotAfter,
            AuthorityId = authority.Identity.Id,
            IssuerVersionId = authority.Version.Id,
            Subject = plan.Template.KeyId,
            Issuer = authority.Identity.Name,
            SerialNumber = plan.SerialNumber.ToString("X", CultureInfo.InvariantCulture),
            Fingerprint = Convert.ToHexString(SHA256.HashData(certificate)),
            KeyFingerprint = Convert.ToHexString(SHA256.HashData(blob)),
            KeyAlgorithm = plan.Subject?.Algorithm ?? plan.Template.KeyAlgorithm.ToString(),
            Template = plan.Template.ToJson(),
            Certificate = certificate,
            HasPrivateKey = sealedKey is not null,
            CreatedAt = now,
        };
        return new PreparedVersion(version, sealedKey);
    }

    private (SealedValue? Key, byte[] Blob) MakeKey(SshCertificatePlan plan, Guid versionId) => keyForge.MakeKey(plan.Template.KeyAlgorithm, versionId);

    private static SshCertificateSpec SpecOf(SshCertificatePlan plan, byte[] blob) => new()
    {
        PublicKey = blob,
        IsForHost = plan.Template.IsForHost,
        SerialNumber = plan.SerialNumber,
        KeyId = plan.Template.KeyId,
        Principals = plan.Template.Principals,
        NotBefore = plan.NotBefore,
        NotAfter = plan.NotAfter,
        CriticalOptions = plan.Template.CriticalOptions,
        Extensions = plan.Template.Extensions,
    };
}
