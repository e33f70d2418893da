using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Revocation;

namespace Mim.Core.Risk;

/// <summary>Tests certificates as a relying party would, and a little more strictly. Needs no network.</summary>
public sealed class CertificateTester
{
    private readonly IInventory _inventory;
    private readonly ICertificateReader _reader;
    private readonly ICrlCodec _codec;
    private readonly ICertificatePathValidator _validator;
    private readonly TimeProvider _time;

    internal CertificateTester(IInventory inventory, ICertificateReader reader, ICrlCodec codec, ICertificatePathValidator validator, TimeProvider time) =>
        (_inventory, _reader, _codec, _validator, _time) = (inventory, reader, codec, validator, time);

    /// <summary>Every check, whatever the others found: path, dates, names, revocation, key health, lint.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityNotFound"/>, <see cref="MimErrorCause.InvalidCertificate"/>, <see cref="MimErrorCause.InvalidRevocationList"/>.</exception>
    public CertificateTestResult Test(CertificateTest test, CancellationToken cancellationToken)
    {
        var (name, version, certificate) = Subject(test);
        var facts = _reader.Read(certificate);
        var (roots, intermediates) = StoreAuthorities();
        var request = new PathRequest
        {
            Leaf = facts,
            Intermediates = [.. test.Chain, .. version is null ? [] : new ChainBuilder(_inventory).Above(version), .. intermediates],
            Anchors = test.TrustedRoots ?? roots,
            RevocationLists = [.. test.RevocationLists.Select(list => _codec.Read(list)), .. StoreLists(cancellationToken)],
            At = test.At ?? _time.GetUtcNow(),
            HostName = test.HostName,
        };
        return new CertificateTestResult
        {
            Name = name,
            Subject = facts.Subject,
            Fingerprint = facts.Fingerprint,
            Checks = [.. _validator.Validate(request), .. Inventory(version), Health(facts), Lint(facts)],
        };
    }

    private static CertificateCheck Health(CertificateFacts facts)
    {
        var findings = KeyHealth.Inspect(facts.SubjectPublicKeyInfo, facts.NotAfter);
        var check = Check("KeyHealth", findings, facts.KeyAlgorithm);
        return findings.Any(finding => finding.ForbidsIssuing) ? check with { Result = CheckResult.Failed } : check;
    }

    private static CertificateCheck Lint(CertificateFacts facts) => Check("Lint", [.. CertificateLint.Inspect(facts)], "nothing to mend");

    private static CertificateCheck Check(string name, IReadOnlyList<HealthFinding> findings, string sound) => findings.Count == 0
        ? new CertificateCheck(name, CheckResult.Passed, sound)
        : new CertificateCheck(name, CheckResult.Warning, string.Join("; ", findings.Select(finding => $"{finding.Rule}: {finding.Detail}")));

    /// <summary>The inventory knows of a revocation before any list does.</summary>
    private static IEnumerable<CertificateCheck> Inventory(CredentialVersion? version)
    {
        if (version is not null)
        {
            var isUsable = version.State is VersionState.Active or VersionState.PreActivation or VersionState.Deactivated;
            yield return new CertificateCheck("State", isUsable ? CheckResult.Passed : CheckResult.Failed, $"{version.State}: {version.StateReason}");
        }
    }

    private (string Name, CredentialVersion? Version, byte[] Certificate) Subject(CertificateTest test)
    {
        if (test.IdentityId is { } id)
        {
            var identity = _inventory.Identities.Get(id) ?? throw IdentityCatalog.NotFound(id);
            var version = identity.CurrentVersionId is { } versionId ? _inventory.Versions.Get(versionId) : null;
            return version?.Certificate is { } own && identity.Kind is (IdentityKind.Certificate or IdentityKind.CertificateAuthority)
                ? (identity.Name, version, own)
                : throw new MimException(MimErrorCause.VersionNotFound, $"'{identity.Name}' has no certificate to test.", identity.Name);
        }

        var certificate = test.Certificate ?? throw new MimException(MimErrorCause.InvalidArgument, "Nothing to test was given.");
        var fingerprint = _reader.Read(certificate).Fingerprint;
        var known = _inventory.Versions.Find(new VersionQuery { Fingerprint = fingerprint }, CancellationToken.None).FirstOrDefault();
        return (test.Source ?? fingerprint, known, certificate);
    }

    private (IReadOnlyList<byte[]> Roots, IReadOnlyList<byte[]> Intermediates) StoreAuthorities()
    {
        var roots = new List<byte[]>();
        var intermediates = new List<byte[]>();
        foreach (var record in _inventory.Authorities.All()
            .Where(record => _inventory.Identities.Get(record.IdentityId) is { Kind: IdentityKind.CertificateAuthority }))
        {
            foreach (var version in _inventory.Versions.OfIdentity(record.IdentityId))
            {
                if (version is { Certificate: { } certificate, State: not VersionState.PreActivation })
                {
                    (version.IssuerVersionId == version.Id ? roots : intermediates).Add(certificate);
                }
            }
        }

        return (roots, intermediates);
    }

    private IEnumerable<CrlFacts> StoreLists(CancellationToken cancellationToken) => _inventory.Authorities.All()
        .Select(record => _inventory.Revocations.Lists(record.IdentityId, cancellationToken).FirstOrDefault())
        .OfType<RevocationList>()
        .Select(list => _codec.Read(list.Der));
}
