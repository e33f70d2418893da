using System.Buffers.Binary;
using System.Security.Cryptography;
using Mim.Core.Identities;
using Mim.Core.Policies;

namespace Mim.Core.Issuing.Ssh;

/// <summary>Holds a wanted certificate of SSH against the policy of its tier and the end of its authority.</summary>
internal sealed class SshCertificatePlanner(SshSubjectKeys subjects, TimeProvider time)
{
    /// <summary>Certificates begin a little in the past, for clocks that are behind.</summary>
    private static readonly TimeSpan _backdate = TimeSpan.FromMinutes(1);

    /// <exception cref="MimException">The rule that is broken, named.</exception>
    public SshCertificatePlan Plan(NewSshCertificate wanted, IdentityPolicy policy, SshSigningAuthority authority, CancellationToken cancellationToken)
    {
        var key = wanted.KeyName is null ? null : subjects.Find(wanted.KeyName, wanted.IsForHost, cancellationToken);
        (byte[], string)? subject = key is not null ? subjects.Current(key, wanted.Name)
            : wanted.PublicKey is not null ? subjects.Read(wanted.PublicKey, wanted.Name)
            : null;
        var template = new SshCertificateTemplate
        {
            IsForHost = wanted.IsForHost,
            Principals = wanted.Principals,
            KeyId = wanted.KeyId!,
            CriticalOptions = wanted.CriticalOptions,
            Extensions = wanted.Extensions!,
            Lifetime = wanted.Lifetime,
            KeyAlgorithm = wanted.KeyAlgorithm,
            Comment = wanted.Comment!,
            KeyOf = key?.Id,
            KeepsKey = wanted.PublicKey is not null,
        };
        var judged = new PolicySubject { Name = wanted.Name, Owner = wanted.Owner, Tags = wanted.Tags };
        return Plan(template, subject, judged, policy, authority) with { SerialNumber = wanted.SerialNumber ?? NewSerial() };
    }

    /// <summary>The like of <paramref name="template"/> again, its lifetime cut to what tier and authority allow today.</summary>
    /// <exception cref="MimException">The rule that is broken, named.</exception>
    public SshCertificatePlan PlanAgain(
        SshCertificateTemplate template, (byte[] Blob, string Algorithm)? subject, MachineIdentity identity, IdentityPolicy policy, SshSigningAuthority authority)
    {
        var lifetime = SshRules.LifetimeAgain(template.Lifetime, policy);
        var left = authority.Identity.NotAfter - Begin();
        var again = template with { Lifetime = left < lifetime ? left : lifetime };
        return Plan(again, subject, PolicySubject.Of(identity), policy, authority) with { Template = template };
    }

    private static ulong NewSerial()
    {
        var serial = BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        return serial == 0 ? 1 : serial;
    }

    private SshCertificatePlan Plan(
        SshCertificateTemplate template, (byte[] Blob, string Algorithm)? subject, PolicySubject judged, IdentityPolicy policy, SshSigningAuthority authority)
    {
        var lifetime = template.Lifetime ?? policy.DefaultLifetime;
        PolicyRules.Enforce(policy, judged with
        {
            DnsNames = template.IsForHost ? template.Principals : [],
            Authority = authority.Identity.Name,
            ReplacedAuthorities = authority.Replaced,
            KeyAlgorithm = subject?.Algorithm ?? template.KeyAlgorithm.ToString(),
            Lifetime = lifetime,
        });
        var begin = Begin();
        var end = begin + lifetime;
        if (end > authority.Identity.NotAfter && template.Lifetime is not null)
        {
            throw new MimException(
                MimErrorCause.LifetimeExceedsIssuer,
                $"'{judged.Name}' would outlive authority '{authority.Identity.Name}', which ends {authority.Identity.NotAfter:yyyy-MM-dd HH:mm}Z.",
                judged.Name);
        }

        var notAfter = end > authority.Identity.NotAfter ? authority.Identity.NotAfter.Value : end;
        return new SshCertificatePlan(template, begin, DateTimeOffset.FromUnixTimeSeconds(notAfter.ToUnixTimeSeconds()), NewSerial(), subject);
    }

    private DateTimeOffset Begin() => DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() - _backdate).ToUnixTimeSeconds());
}
