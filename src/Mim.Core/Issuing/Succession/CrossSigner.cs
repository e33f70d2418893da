using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Issuing.Succession;

/// <summary>
/// Lets a root and the next one certify each other's keys (RFC 4210 section 4.4): who trusts only one of them finds a path to what
/// the other issued. Same subject and key identifier as the roots themselves, so that every path builder takes whichever it needs.
/// </summary>
internal sealed class CrossSigner(IKeyFactory keys, ICertificateEncoder encoder, CertificateForge forge, TimeProvider time)
{
    private static readonly TimeSpan _backdate = TimeSpan.FromMinutes(1);

    /// <summary>The next key certified by the old one, a version of the next authority; and the other way round.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AuthorityUnusable"/>: a path length forbids it.</exception>
    public IReadOnlyList<CredentialVersion> Both(SigningAuthority old, SigningAuthority next, int oldNumber) =>
        [Sign(next, old, next.Version.Number + 1), Sign(old, next, oldNumber)];

    private CredentialVersion Sign(SigningAuthority subject, SigningAuthority issuer, int number)
    {
        RequireRoom(subject, issuer);
        var begin = Whole(time.GetUtcNow() - _backdate);
        var spec = new CertificateSpec
        {
            SerialNumber = CertificateForge.NewSerial(),
            Subject = subject.Version.Subject!,
            IssuerName = issuer.Facts.SubjectName,
            AuthorityKeyIdentifier = issuer.Facts.SubjectKeyIdentifier,
            NotBefore = begin > issuer.Facts.NotBefore ? begin : issuer.Facts.NotBefore,
            NotAfter = subject.Facts.NotAfter < issuer.Facts.NotAfter ? subject.Facts.NotAfter : issuer.Facts.NotAfter,
            SubjectPublicKeyInfo = subject.Facts.SubjectPublicKeyInfo,
            Profile = CertificateProfile.Authority,
            PathLength = subject.Facts.PathLength,
            NameConstraints = subject.Record.NameConstraints,
            CrlUrls = issuer.Record.CrlUrls,
            OcspUrls = issuer.Record.OcspUrls,
            IssuerUrls = issuer.Record.IssuerUrls,
        };
        using var key = issuer.LoadKey(keys);
        return forge.Describe(spec, encoder.Encode(spec, key), subject.Identity.Id, number) with
        {
            State = VersionState.Active,
            StateReason = "CrossSigned",
            AuthorityId = issuer.Identity.Id,
            IssuerVersionId = issuer.Version.Id,
            Issuer = issuer.Facts.Subject,
            KeyAlgorithm = subject.Version.KeyAlgorithm,
        };
    }

    /// <summary>A certificate with the same name at both ends does not count towards a path length (RFC 5280 section 4.2.1.9).</summary>
    private static void RequireRoom(SigningAuthority subject, SigningAuthority issuer)
    {
        if (issuer.Facts.PathLength is { } limit
            && !issuer.Facts.SubjectName.AsSpan().SequenceEqual(subject.Facts.SubjectName)
            && (subject.Facts.PathLength is not { } wanted || wanted >= limit))
        {
            throw new MimException(
                MimErrorCause.AuthorityUnusable,
                $"Path length {limit} of authority '{issuer.Identity.Name}' forbids '{subject.Identity.Name}' with another subject.",
                subject.Identity.Name);
        }
    }

    private static DateTimeOffset Whole(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
