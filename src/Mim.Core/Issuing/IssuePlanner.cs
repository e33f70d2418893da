using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Risk;

namespace Mim.Core.Issuing;

/// <summary>Holds a wanted certificate against every rule: names, keys, policy, constraints, the authority's own end.</summary>
internal sealed class IssuePlanner(ICertificateReader reader, IReadOnlyList<IdentityPolicy> policies, TimeProvider time)
{
    /// <summary>Certificates begin a little in the past, for clocks that are behind.</summary>
    private static readonly TimeSpan Backdate = TimeSpan.FromMinutes(1);

    /// <exception cref="MimException">The rule that is broken, named.</exception>
    public IssuePlan Plan(NewCertificate wanted, SigningAuthority authority)
    {
        var request = wanted.Request is null ? null : reader.ReadRequest(wanted.Request);
        var template = new CertificateTemplate
        {
            Profile = wanted.Profile,
            Subject = wanted.Subject ?? (request is { Subject.Length: > 0 } ? request.Subject : CommonName(wanted.Name)),
            Names = NameRules.Normalize(NamesOf(wanted, request)),
            KeyAlgorithm = wanted.KeyAlgorithm,
            Lifetime = wanted.Lifetime,
            KeepsKey = request is not null,
        };
        return Plan(template, wanted, authority, request?.SubjectPublicKeyInfo, request?.KeyAlgorithm);
    }

    /// <summary>
    /// The like of <paramref name="template"/> again, for an identity that exists. A lifetime that the tier or the authority no
    /// longer allows is cut: an identity that was right when it was made must stay rotatable.
    /// </summary>
    /// <param name="template">How the version before was made.</param>
    /// <param name="identity">Whose it is.</param>
    /// <param name="authority">Who signs.</param>
    /// <param name="subjectPublicKeyInfo">The key to certify again; null for a new one.</param>
    public IssuePlan PlanAgain(CertificateTemplate template, MachineIdentity identity, SigningAuthority authority, byte[]? subjectPublicKeyInfo)
    {
        var wanted = new NewCertificate
        {
            Name = identity.Name,
            Owner = identity.Owner,
            Criticality = identity.Criticality,
            Tags = identity.Tags,
        };
        var longest = Longest(policies[(int)identity.Criticality], authority);
        var again = template.Lifetime > longest ? template with { Lifetime = longest } : template;
        return Plan(again, wanted, authority, subjectPublicKeyInfo, subjectPublicKeyInfo is null ? null : identity.KeyAlgorithm) with { Template = template };
    }

    /// <summary>When the version is due by the policy of its tier.</summary>
    public DateTimeOffset? DueAt(CredentialVersion version, Criticality criticality) => Schedule.DueAt(version, policies[(int)criticality]);

    private static SubjectNames NamesOf(NewCertificate wanted, RequestFacts? request)
    {
        var names = new SubjectNames { Dns = wanted.DnsNames, IPAddresses = wanted.IPAddresses, Uris = wanted.Uris, Emails = wanted.Emails };
        if (!names.IsEmpty)
        {
            return names;
        }

        if (request is { Names.IsEmpty: false })
        {
            return request.Names;
        }

        var namesHost = wanted.Profile is CertificateProfile.Server or CertificateProfile.Peer && NameRules.IsDnsName(wanted.Name);
        return namesHost ? new SubjectNames { Dns = [wanted.Name] } : names;
    }

    private static string CommonName(string name) => name.Length > 64 ? string.Empty : "CN=" + DistinguishedNames.Escape(name);

    private IssuePlan Plan(
        CertificateTemplate template, NewCertificate wanted, SigningAuthority authority, byte[]? subjectPublicKeyInfo, string? subjectKeyAlgorithm)
    {
        var policy = policies[(int)wanted.Tier];
        if (template.Profile == CertificateProfile.Authority)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"'{wanted.Name}' would be an authority; use New-MachineCertificateAuthority.", wanted.Name);
        }

        if (template.Profile is CertificateProfile.Server or CertificateProfile.Peer && template.Names.IsEmpty)
        {
            throw new MimException(MimErrorCause.InvalidName, $"'{wanted.Name}' is no DNS name: a {template.Profile} certificate needs -DnsName or -IPAddress.", wanted.Name);
        }

        if (template.Subject.Length == 0 && template.Names.IsEmpty)
        {
            throw new MimException(MimErrorCause.InvalidName, $"'{wanted.Name}' needs a subject or a subject alternative name.", wanted.Name);
        }

        if (subjectPublicKeyInfo is not null)
        {
            KeyHealth.Enforce(subjectPublicKeyInfo, $"'{wanted.Name}'", wanted.Name);
        }

        PolicyRules.Enforce(policy, new PolicySubject
        {
            Name = wanted.Name,
            DnsNames = template.Names.Dns,
            Owner = wanted.Owner,
            Tags = wanted.Tags,
            Authority = authority.Identity.Name,
            ReplacedAuthorities = authority.Replaced,
            KeyAlgorithm = subjectKeyAlgorithm ?? template.KeyAlgorithm.ToString(),
            Lifetime = template.Lifetime ?? policy.DefaultLifetime,
        });
        EnforceConstraints(authority, ConstrainedNames(template, wanted), wanted.Name);
        var (notBefore, notAfter) = Dates(template.Lifetime, policy, authority, wanted.Name);
        return new IssuePlan
        {
            Authority = authority,
            Template = template,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Criticality = wanted.Tier,
            SubjectPublicKeyInfo = subjectPublicKeyInfo,
            SubjectKeyAlgorithm = subjectKeyAlgorithm,
        };
    }

    private static void EnforceConstraints(SigningAuthority authority, SubjectNames names, string name)
    {
        var violation = authority.Constraints.SelectMany(constraints => NameConstraintRules.Violations(constraints, names)).FirstOrDefault();
        if (violation is not null)
        {
            throw new MimException(
                MimErrorCause.NameConstraintViolation, $"The name constraints of authority '{authority.Identity.Name}' forbid '{name}': {violation}.", name);
        }
    }

    /// <summary>Without DNS names, programs hold a common name that looks like one against the constraints instead.</summary>
    private static SubjectNames ConstrainedNames(CertificateTemplate template, NewCertificate wanted) =>
        template.Names.Dns.Count == 0 && wanted.Subject is null && wanted.Name.Contains('.', StringComparison.Ordinal) && NameRules.IsDnsName(wanted.Name)
            ? template.Names with { Dns = [wanted.Name] }
            : template.Names;

    private (DateTimeOffset NotBefore, DateTimeOffset NotAfter) Dates(TimeSpan? asked, IdentityPolicy policy, SigningAuthority authority, string name)
    {
        if (asked <= TimeSpan.FromMinutes(2))
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"A lifetime of {asked} for '{name}' is too short: more than two minutes are needed.", name);
        }

        var notBefore = Begin(authority);
        var lifetime = asked ?? policy.DefaultLifetime;
        if (lifetime <= authority.Facts.NotAfter - notBefore)
        {
            return (notBefore, DateTimeOffset.FromUnixTimeSeconds((notBefore + lifetime).ToUnixTimeSeconds()));
        }

        return asked is null ? (notBefore, authority.Facts.NotAfter) : throw new MimException(
            MimErrorCause.LifetimeExceedsIssuer,
            $"'{name}' would outlive authority '{authority.Identity.Name}', which ends {authority.Facts.NotAfter:yyyy-MM-dd HH:mm}Z.",
            name);
    }

    private TimeSpan Longest(IdentityPolicy policy, SigningAuthority authority)
    {
        var left = authority.Facts.NotAfter - Begin(authority);
        return left < policy.MaximumLifetime ? left : policy.MaximumLifetime;
    }

    /// <summary>When a certificate signed now begins.</summary>
    private DateTimeOffset Begin(SigningAuthority authority)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        if (now >= authority.Facts.NotAfter || now < authority.Facts.NotBefore)
        {
            throw new MimException(MimErrorCause.AuthorityUnusable, $"Authority '{authority.Identity.Name}' is outside its validity and cannot sign.", authority.Identity.Name);
        }

        return now - Backdate > authority.Facts.NotBefore ? now - Backdate : authority.Facts.NotBefore;
    }
}
