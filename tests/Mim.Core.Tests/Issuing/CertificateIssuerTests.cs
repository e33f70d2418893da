using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Revocation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Issuing;

public sealed class CertificateIssuerTests : IDisposable
{
    private readonly TestSession _store = new();

    private MimSession Session => _store.Session;

    public void Dispose() => _store.Dispose();

    [Fact]
    public void WhatIsIssuedIsStoredAsItIsGivenBack()
    {
        _store.NewAuthority();

        var issued = _store.NewCertificate("web01.corp.test");

        var stored = Session.Identities.Get(issued.Id);
        Assert.Equal(VersionState.Active, stored.Status);
        Assert.Equal(
            (issued.Name, issued.Fingerprint, issued.SerialNumber, issued.NotAfter, issued.Authority, true, 1),
            (stored.Name, stored.Fingerprint, stored.SerialNumber, stored.NotAfter, stored.Authority, stored.HasPrivateKey, stored.Version));
        Assert.InRange(stored.DueAt!.Value, stored.NotBefore!.Value, stored.NotAfter!.Value);
        Assert.Equal(_store.Time.Now.AddDays(90).AddMinutes(-1), stored.NotAfter);
    }

    public static TheoryData<NewCertificate, MimErrorCause, string> Refusals => new()
    {
        { new NewCertificate { Name = "not a host" }, MimErrorCause.InvalidName, "DnsName" },
        { new NewCertificate { Name = "x", DnsNames = ["a b"] }, MimErrorCause.InvalidName, "a b" },
        { new NewCertificate { Name = "x", Subject = "no such=thing,,", DnsNames = ["x"] }, MimErrorCause.InvalidName, string.Empty },
        { new NewCertificate { Name = "x", Lifetime = TimeSpan.FromDays(201) }, MimErrorCause.PolicyViolation, "MaximumLifetime" },
        { new NewCertificate { Name = "x", Lifetime = TimeSpan.FromMinutes(1) }, MimErrorCause.InvalidArgument, "too short" },
        { new NewCertificate { Name = "x", Criticality = Criticality.High }, MimErrorCause.PolicyViolation, "RequireOwner" },
        { new NewCertificate { Name = "x", Criticality = Criticality.High, Owner = "o", KeyAlgorithm = KeyAlgorithm.Rsa2048 }, MimErrorCause.PolicyViolation, "KeyFloor" },
        { new NewCertificate { Name = "x", Authority = "nobody" }, MimErrorCause.AuthorityNotFound, "nobody" },
        { new NewCertificate { Name = "x", Request = [1, 2, 3] }, MimErrorCause.InvalidRequest, string.Empty },
        { new NewCertificate { Name = " Taken " }, MimErrorCause.IdentityExists, "Taken" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void CheckAndIssueRefuseAlikeAndNameTheRule(NewCertificate request, MimErrorCause cause, string rule)
    {
        _store.NewAuthority();
        _store.NewCertificate("taken");

        var check = Assert.Throws<MimException>(() => Session.Certificates.Check(request, default));
        var issue = Assert.Throws<MimException>(() => Session.Certificates.Issue(request, default));

        Assert.Equal((cause, cause), (check.Cause, issue.Cause));
        Assert.Contains(rule, issue.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, Session.Identities.Count(new IdentityQuery { Kinds = [IdentityKind.Certificate] }, default));
    }

    [Fact]
    public void CheckingChangesNothing()
    {
        _store.NewAuthority();

        Session.Certificates.Check(new NewCertificate { Name = "web01" }, default);

        Assert.Equal(0, Session.Identities.Count(new IdentityQuery { Kinds = [IdentityKind.Certificate] }, default));
        Assert.Equal(2, Session.Audit.Test(default).Records);
    }

    [Fact]
    public void NoLeafOutlivesItsIssuer()
    {
        Session.Authorities.Create(new NewAuthority { Name = "corp", Lifetime = TimeSpan.FromDays(60) }, default);

        var issued = _store.NewCertificate("web01");
        var exception = Assert.Throws<MimException>(() => Session.Certificates.Issue(new NewCertificate { Name = "web02", Lifetime = TimeSpan.FromDays(61) }, default));

        Assert.Equal(Session.Authorities.Find(["corp"], default).Single().NotAfter, issued.NotAfter);
        Assert.Equal(MimErrorCause.LifetimeExceedsIssuer, exception.Cause);
        _store.Time.Now += TimeSpan.FromDays(60);
        Assert.Equal(MimErrorCause.AuthorityNotFound, Assert.Throws<MimException>(() => _store.NewCertificate("web03")).Cause);
    }

    [Fact]
    public void TheOnlyIssuingAuthorityIsChosen()
    {
        Assert.Equal(MimErrorCause.AuthorityNotFound, Assert.Throws<MimException>(() => _store.NewCertificate("early")).Cause);
        _store.NewAuthority("root");
        _store.NewAuthority("issuing", "root");

        Assert.Equal("issuing", _store.NewCertificate("web01").Authority);

        _store.NewAuthority("second", "root");
        var exception = Assert.Throws<MimException>(() => _store.NewCertificate("web02"));
        Assert.Contains("issuing, second", exception.Message, StringComparison.Ordinal);
        Assert.Equal("second", Session.Certificates.Issue(new NewCertificate { Name = "web02", Authority = "SECOND" }, default).Authority);
    }

    [Fact]
    public void ConstraintsOfUpperAuthoritiesHold()
    {
        var constraints = new NameConstraints { Permitted = new SubjectNames { Dns = ["corp.test"] }, Excluded = new SubjectNames { Dns = ["secret.corp.test"] } };
        Session.Authorities.Create(new NewAuthority { Name = "root", NameConstraints = constraints }, default);
        _store.NewAuthority("issuing", "root");

        _store.NewCertificate("web01.corp.test");
        string[] forbidden = ["web01.evil.test", "a.secret.corp.test", "*.corp.test", "corp.test.evil.test"];
        foreach (var name in forbidden)
        {
            var request = new NewCertificate { Name = name, DnsNames = [name] };
            Assert.Equal(MimErrorCause.NameConstraintViolation, Assert.Throws<MimException>(() => Session.Certificates.Issue(request, default)).Cause);
        }

        var client = new NewCertificate { Name = "client.evil.test", Profile = CertificateProfile.Client };
        Assert.Equal(MimErrorCause.NameConstraintViolation, Assert.Throws<MimException>(() => Session.Certificates.Issue(client, default)).Cause);
    }

    [RequiresProgramFact("openssl")]
    public void ARequestKeepsItsKeyAndItsNames()
    {
        _store.NewAuthority();
        ProgramRunner.Run(
            "openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", _store["web.key"], "-out", _store["web.csr"], "-subj", "/O=Corp/CN=web01",
            "-addext", "subjectAltName=DNS:web01.corp.test,IP:10.0.0.1", "-addext", "basicConstraints=critical,CA:TRUE").Succeeded();

        var issued = Session.Certificates.Issue(new NewCertificate { Name = "web01", Request = File.ReadAllBytes(_store["web.csr"]) }, default);

        Assert.Equal((false, "Rsa2048"), (issued.HasPrivateKey, issued.KeyAlgorithm));
        Session.Exporter.ExportTo(_store["web.pem"], new CertificateExport { IdentityId = issued.Id, Layout = new ExportLayout { Content = ExportContent.Leaf } }, overwrite: false, default);
        var text = ProgramRunner.Run("openssl", "x509", "-in", _store["web.pem"], "-noout", "-text").Succeeded().Output;
        Assert.Contains("DNS:web01.corp.test, IP Address:10.0.0.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CA:TRUE", text, StringComparison.Ordinal);
        var keys = ProgramRunner.Run("openssl", "x509", "-in", _store["web.pem"], "-noout", "-pubkey").Succeeded().Output;
        Assert.Equal(ProgramRunner.Run("openssl", "pkey", "-in", _store["web.key"], "-pubout").Succeeded().Output, keys);
    }

    [RequiresProgramFact("openssl")]
    public void AWeakOrForgedRequestIsRefused()
    {
        _store.NewAuthority();
        ProgramRunner.Run("openssl", "req", "-new", "-newkey", "rsa:1024", "-nodes", "-keyout", _store["w.key"], "-outform", "DER", "-out", _store["w.csr"], "-subj", "/CN=weak").Succeeded();
        var request = File.ReadAllBytes(_store["w.csr"]);

        Assert.Equal(MimErrorCause.WeakKey, Assert.Throws<MimException>(() => Session.Certificates.Issue(new NewCertificate { Name = "weak", Request = request }, default)).Cause);
        request[^5] ^= 1;
        Assert.Equal(MimErrorCause.InvalidRequest, Assert.Throws<MimException>(() => Session.Certificates.Issue(new NewCertificate { Name = "weak", Request = request }, default)).Cause);
    }

    [Fact]
    public void ARevokedAuthorityIssuesNothing()
    {
        var authority = _store.NewAuthority();
        Session.Revocation.Revoke(authority.Id, new RevocationRequest(), default);

        var exception = Assert.Throws<MimException>(() => Session.Certificates.Issue(new NewCertificate { Name = "web01", Authority = "corp" }, default));

        Assert.Equal(MimErrorCause.AuthorityUnusable, exception.Cause);
    }
}
