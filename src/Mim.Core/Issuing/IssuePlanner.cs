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

    /// <summary>The like of <paramref name="template"/> again, for an identity that exists.</summary>
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
            Lifetime = template.Lifetime,
        };
        return Plan(template, wanted, authority, subjectPublicKeyInfo, identity.KeyAlgorithm);
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
        var policy = policies[(int)wanted.Criticality];
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

        if (subjectPublicKeyInfo is not null && KeyHealth.Inspect(subjectPublicKeyInfo).FirstOrDefault(finding => finding.IsFatal) is { } weakness)
        {
            throw new MimException(MimErrorCause.WeakKey, $"The key of '{wanted.Name}' breaks rule {weakness.Rule}: {weakness.Detail}.", wanted.Name);
        }

        var (notBefore, notAfter) = Dates(template.Lifetime, policy, authority, wanted.Name);
        PolicyRules.Enforce(policy, new PolicySubject
        {
            Name = wanted.Name,
            DnsNames = template.Names.Dns,
            Owner = wanted.Owner,
            Tags = wanted.Tags,
            Authority = authority.Identity.Name,
            KeyAlgorithm = subjectKeyAlgorithm ?? template.KeyAlgorithm.ToString(),
            Lifetime = template.Lifetime ?? notAfter - notBefore,
        });
        EnforceConstraints(authority, template.Names, wanted.Name);
        return new IssuePlan
        {
            Authority = authority,
            Template = template,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Criticality = wanted.Criticality,
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

    private (DateTimeOffset NotBefore, DateTimeOffset NotAfter) Dates(TimeSpan? asked, IdentityPolicy policy, SigningAuthority authority, string name)
    {
        if (asked <= TimeSpan.FromMinutes(2))
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"A lifetime of {asked} for '{name}' is too short: more than two minutes are needed.", name);
        }

        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var notBefore = Later(now - Backdate, authority.Facts.NotBefore);
        var notAfter = notBefore + (asked ?? policy.DefaultLifetime);
        if (notAfter <= authority.Facts.NotAfter)
        {
            return (notBefore, DateTimeOffset.FromUnixTimeSeconds(notAfter.ToUnixTimeSeconds()));
        }

        return asked is null ? (notBefore, authority.Facts.NotAfter) : throw new MimException(
            MimErrorCause.LifetimeExceedsIssuer,
            $"'{name}' would outlive authority '{authority.Identity.Name}', which ends {authority.Facts.NotAfter:yyyy-MM-dd HH:mm}Z.",
            name);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
