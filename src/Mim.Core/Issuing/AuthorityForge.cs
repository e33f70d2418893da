using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing;

/// <summary>Makes the key and certificate of an authority, without the store.</summary>
internal sealed class AuthorityForge(IKeyFactory keys, ICertificateEncoder encoder, CertificateForge forge, TimeProvider time)
{
    private static readonly TimeSpan Backdate = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RootLifetime = TimeSpan.FromDays(3652);
    private static readonly TimeSpan IntermediateLifetime = TimeSpan.FromDays(1826);

    public (CredentialVersion Version, SealedValue SealedKey, MachineIdentity Identity, AuthorityRecord Record) Forge(NewAuthority wanted, SigningAuthority? parent, ISigningKey? parentKey)
    {
        AuthorityRules.Enforce(wanted, parent);
        var now = time.GetUtcNow();
        var identity = NewIdentity(wanted, now);
        var algorithm = wanted.KeyAlgorithm ?? KeyAlgorithm.EcdsaP256;
        using var key = keys.Generate(algorithm);
        var (notBefore, notAfter) = Dates(wanted, parent, now);
        var spec = new CertificateSpec
        {
            SerialNumber = CertificateForge.NewSerial(),
            Subject = wanted.Subject!,
            IssuerName = parent?.Facts.SubjectName,
            AuthorityKeyIdentifier = parent?.Facts.SubjectKeyIdentifier,
            NotBefore = notBefore,
            NotAfter = notAfter,
            SubjectPublicKeyInfo = key.SubjectPublicKeyInfo,
            Profile = CertificateProfile.Authority,
            PathLength = wanted.PathLength ?? (parent?.Facts.PathLength is { } limit ? limit - 1 : null),
            NameConstraints = wanted.NameConstraints,

            // A root's own list says where it lies, and checkers want the root to name the same place (RFC 5280 section 5.2.5).
            CrlUrls = parent?.Record.CrlUrls ?? wanted.CrlUrls,
            OcspUrls = parent?.Record.OcspUrls ?? [],
            IssuerUrls = parent?.Record.IssuerUrls ?? [],
        };
        var described = forge.Describe(spec, encoder.Encode(spec, parentKey ?? key), identity.Id, number: 1);
        var version = described with
        {
            State = VersionState.Active,
            StateReason = "Created",
            AuthorityId = parent?.Identity.Id ?? identity.Id,
            IssuerVersionId = parent?.Version.Id ?? described.Id,
            Issuer = parent?.Facts.Subject ?? spec.Subject,
            KeyAlgorithm = algorithm.ToString(),
            Template = new CertificateTemplate
            {
                Profile = CertificateProfile.Authority, Subject = spec.Subject, KeyAlgorithm = algorithm, Lifetime = wanted.Lifetime,
            }.ToJson(),
            HasPrivateKey = true,
        };
        var record = new AuthorityRecord
        {
            IdentityId = identity.Id,
            ParentId = parent?.Identity.Id,
            PathLength = spec.PathLength,
            NameConstraints = wanted.NameConstraints,
            CrlUrls = wanted.CrlUrls,
            OcspUrls = wanted.OcspUrls,
            IssuerUrls = wanted.IssuerUrls,
            CrlLifetime = wanted.CrlLifetime ?? TimeSpan.FromDays(7),
        };
        return (version, forge.Seal(version.Id, key), VersionWriter.WithCurrent(identity, version, parent?.Identity.Name ?? wanted.Name), record);
    }

    /// <summary>Throws what <see cref="Forge"/> would throw for the rules, the dates and the names.</summary>
    public void Try(NewAuthority wanted, SigningAuthority? parent)
    {
        using var key = keys.Generate(KeyAlgorithm.EcdsaP256);
        Forge(wanted with { KeyAlgorithm = KeyAlgorithm.EcdsaP256 }, parent, key);
    }

    private static (DateTimeOffset NotBefore, DateTimeOffset NotAfter) Dates(NewAuthority wanted, SigningAuthority? parent, DateTimeOffset now)
    {
        var notBefore = DateTimeOffset.FromUnixTimeSeconds((now - Backdate).ToUnixTimeSeconds());
        if (parent is not null && notBefore < parent.Facts.NotBefore)
        {
            notBefore = parent.Facts.NotBefore;
        }

        var lifetime = wanted.Lifetime ?? (parent is null ? RootLifetime : IntermediateLifetime);
        var notAfter = DateTimeOffset.FromUnixTimeSeconds((notBefore + lifetime).ToUnixTimeSeconds());
        if (parent is null || notAfter <= parent.Facts.NotAfter)
        {
            return (notBefore, notAfter);
        }

        return wanted.Lifetime is null ? (notBefore, parent.Facts.NotAfter) : throw new MimException(
            MimErrorCause.LifetimeExceedsIssuer,
            $"'{wanted.Name}' would outlive authority '{parent.Identity.Name}', which ends {parent.Facts.NotAfter:yyyy-MM-dd HH:mm}Z.",
            wanted.Name);
    }

    private static MachineIdentity NewIdentity(NewAuthority wanted, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Kind = IdentityKind.CertificateAuthority,
        Name = wanted.Name,
        Owner = wanted.Owner,
        Purpose = wanted.Purpose,
        Criticality = wanted.Criticality ?? Criticality.Critical,
        Environment = wanted.Environment,
        Tags = wanted.Tags,
        CreatedAt = now,
        UpdatedAt = now,
    };
}
