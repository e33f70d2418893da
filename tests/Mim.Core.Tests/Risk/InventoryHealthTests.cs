using System.Security.Cryptography;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Risk;
using Mim.Testing;

namespace Mim.Core.Tests.Risk;

public sealed class InventoryHealthTests : IDisposable
{
    private readonly TestSession _store = new();

    private InventoryHealth Health => _store.Session.Health;

    public void Dispose() => _store.Dispose();

    [Fact]
    public void CertificatesOfOursAreHealthy()
    {
        _store.NewAuthority();
        var identity = _store.NewCertificate("web01.corp.test");

        var health = Health.Inspect(identity, Health.Survey(null, default));

        Assert.Empty(health.Findings);
        Assert.Equal((identity.Id, "web01.corp.test", IdentityKind.Certificate, null), (health.IdentityId, health.Identity, health.Kind, health.Severity));
    }

    [Fact]
    public void OneKeyInSeveralIdentitiesIsFoundInWhateverFormItIs()
    {
        using var key = RSA.Create(1024);
        var certificate = Import("legacy", RsaFiles.Certificate(key));
        var ssh = Import("deploy", RsaFiles.SshKey(RsaFiles.Number(key.ExportParameters(false).Modulus)));

        var survey = Health.Survey(null, default);

        Assert.Equal(["RsaTooShort", "KeyReused"], Rules(ssh, survey));
        Assert.Contains("KeyReused", Rules(certificate, survey));
        Assert.Equal(HealthSeverity.High, Health.Inspect(ssh, survey).Severity);
    }

    [Fact]
    public void PrimesSharedAcrossTheInventoryAreFound()
    {
        using var one = RSA.Create(1024);
        var prime = RsaFiles.Number(one.ExportParameters(true).P);
        var web = Import("web", RsaFiles.Certificate(one));
        Import("mail", RsaFiles.SshKey(prime * RsaKeys.NextPrime(RsaKeys.Random(512), 2)));

        var finding = Health.Inspect(web, Health.Survey(null, default)).Findings[0];

        Assert.Equal(("SharedPrime", HealthSeverity.Critical), (finding.Rule, finding.Severity));
        Assert.Contains("'mail'", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CertificatesOfAuthoritiesThatIssueNothingAnyMoreAreFound()
    {
        _store.NewAuthority();
        var identity = _store.NewCertificate("web01.corp.test");
        var authority = _store.Session.Identities.Get(identity.AuthorityId!.Value);
        var next = _store.Session.Authorities.Create(new NewAuthority { Name = "next", Replaces = authority.Name, CrossSign = true }, default);
        await _store.Session.Succession.SetAsync(next.Id, AuthorityState.Active, isForced: true, default);
        foreach (var (state, rule) in new[] { (AuthorityState.Tainted, "AuthorityTainted"), (AuthorityState.Retired, "AuthorityRetired") })
        {
            await _store.Session.Succession.SetAsync(authority.Id, state, isForced: true, default);
            var survey = Health.Survey(null, default);

            var finding = Assert.Single(Health.Inspect(identity, survey).Findings);
            Assert.Equal((rule, HealthSeverity.Medium), (finding.Rule, finding.Severity));
            Assert.Contains($"'{authority.Name}'", finding.Detail, StringComparison.Ordinal);

            // It signed itself, and nobody renews it.
            Assert.DoesNotContain(rule, Rules(authority, survey));
        }
    }

    [Fact]
    public void WhatHasNoKeyHasNoFindings()
    {
        _store.NewAuthority();
        var gone = _store.NewCertificate("gone.corp.test");
        _store.DisposeOf(gone);

        Assert.Empty(Rules(_store.Session.Identities.Get(gone.Id) with { CurrentVersionId = null }, Health.Survey(null, default)));
    }

    [Fact]
    public void WhatCannotBeReadIsAFindingOfItsOwn()
    {
        using var key = RSA.Create(1024);
        var identity = Import("deploy", RsaFiles.SshKey(RsaFiles.Number(key.ExportParameters(false).Modulus)));

        // The blob of a key of SSH is no certificate.
        Assert.Equal(["CredentialUnreadable"], Rules(identity with { Kind = IdentityKind.Certificate }, Health.Survey(null, default)));
    }

    [Fact]
    public void ItTellsHowFarItIsAndStops()
    {
        _store.NewAuthority();
        var told = new List<double>();
        Health.Survey(new ImmediateProgress<double>(told.Add), default);

        Assert.Equal(told.Order(), told);
        Assert.All(told, part => Assert.InRange(part, 0, 1));
        Assert.ThrowsAny<OperationCanceledException>(() => Health.Survey(null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void ASeverityLeavesLesserFindingsOut()
    {
        var health = new IdentityHealth
        {
            IdentityId = Guid.NewGuid(),
            Identity = "web01",
            Kind = IdentityKind.Certificate,
            Findings = [new("Expired", HealthSeverity.High, "a", "b"), new("Wildcard", HealthSeverity.Low, "c", "d")],
        };

        Assert.Equal(["Expired"], health.From(HealthSeverity.Medium)!.Findings.Select(finding => finding.Rule));
        Assert.Null(health.From(HealthSeverity.Critical));
        Assert.Null((health with { Findings = [] }).From(HealthSeverity.Info));
        Assert.Equal("web01: High", health.ToString());
    }

    private IEnumerable<string> Rules(MachineIdentity identity, KeySurvey survey) => Health.Inspect(identity, survey).Findings.Select(finding => finding.Rule);

    private MachineIdentity Import(string name, string content)
    {
        File.WriteAllText(_store[name], content);
        return _store.Session.Importer.ImportFile(_store[name], null, new ImportDocumentation { Name = name }, default).Single().Identity;
    }
}
