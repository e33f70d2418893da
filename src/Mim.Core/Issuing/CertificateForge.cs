using System.Security.Cryptography;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing;

/// <summary>Makes keys, signs certificates and seals the keys: the work of one worker, without the store. Thread-safe.</summary>
internal sealed class CertificateForge(IKeyFactory keys, ICertificateEncoder encoder, Sealer sealer, TimeProvider time)
{
    private const int SerialLength = 16;

    /// <summary>Signs what <paramref name="plan"/> says with <paramref name="issuerKey"/>, a key of the calling worker.</summary>
    public PreparedVersion Forge(IssuePlan plan, ISigningKey issuerKey, Guid identityId, int number)
    {
        using var key = plan.SubjectPublicKeyInfo is null ? keys.Generate(plan.Template.KeyAlgorithm) : null;
        var authority = plan.Authority;
        var spec = SpecOf(plan, key?.SubjectPublicKeyInfo ?? plan.SubjectPublicKeyInfo);
        var version = Describe(spec, encoder.Encode(spec, issuerKey), identityId, number) with
        {
            AuthorityId = authority.Identity.Id,
            IssuerVersionId = authority.Version.Id,
            Issuer = authority.Facts.Subject,
            KeyAlgorithm = plan.SubjectKeyAlgorithm ?? plan.Template.KeyAlgorithm.ToString(),
            Template = plan.Template.ToJson(),
            HasPrivateKey = key is not null,
        };
        return new PreparedVersion(version, key is null ? null : Seal(version.Id, key));
    }

    /// <summary>Throws what <see cref="Forge"/> would throw; what it encodes is signed by a key that nobody keeps.</summary>
    public void Try(IssuePlan plan)
    {
        using var key = keys.Generate(KeyAlgorithm.EcdsaP256);
        encoder.Encode(SpecOf(plan, plan.SubjectPublicKeyInfo ?? key.SubjectPublicKeyInfo), key);
    }

    private static CertificateSpec SpecOf(IssuePlan plan, ReadOnlyMemory<byte> publicKey)
    {
        var authority = plan.Authority;
        return new CertificateSpec
        {
            SerialNumber = NewSerial(),
            Subject = plan.Template.Subject,
            IssuerName = authority.Facts.SubjectName,
            AuthorityKeyIdentifier = authority.Facts.SubjectKeyIdentifier,
            NotBefore = plan.NotBefore,
            NotAfter = plan.NotAfter,
            SubjectPublicKeyInfo = publicKey,
            Profile = plan.Template.Profile,
            Names = plan.Template.Names,
            CrlUrls = authority.Record.CrlUrls,
            OcspUrls = authority.Record.OcspUrls,
            IssuerUrls = authority.Record.IssuerUrls,
        };
    }

    /// <summary>16 random bytes with a first octet that keeps the number positive and 128 bits long at most.</summary>
    public static byte[] NewSerial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialLength);
        if (serial.AsSpan().IndexOfAnyExcept((byte)0) < 0)
        {
            serial[^1] = 1;
        }

        return serial;
    }

    public SealedValue Seal(Guid versionId, IPrivateKey key)
    {
        using var pkcs8 = key.ExportPkcs8();
        return sealer.Seal(versionId, SealedPurpose.PrivateKey, pkcs8.Span);
    }

    public CredentialVersion Describe(CertificateSpec spec, byte[] certificate, Guid identityId, int number)
    {
        var now = time.GetUtcNow();
        return new CredentialVersion
        {
            Id = Guid.CreateVersion7(now),
            IdentityId = identityId,
            Number = number,
            State = VersionState.PreActivation,
            StateAt = now,
            NotBefore = spec.NotBefore,
            NotAfter = spec.NotAfter,
            Subject = spec.Subject,
            SerialNumber = Convert.ToHexString(spec.SerialNumber.AsSpan().TrimStart((byte)0)),
            Fingerprint = Convert.ToHexString(SHA256.HashData(certificate)),
            KeyFingerprint = Convert.ToHexString(SHA256.HashData(spec.SubjectPublicKeyInfo.Span)),
            Certificate = certificate,
            CreatedAt = now,
        };
    }
}
