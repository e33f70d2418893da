using Mim.Core.Identities;
using Mim.Core.Revocation;
using Mim.Core.Risk;
using Mim.Testing;

namespace Mim.Core.Tests.Risk;

public sealed class CertificateTesterTests : IDisposable
{
    private readonly TestSession _store = new();
    private readonly MachineIdentity _identity;

    public CertificateTesterTests()
    {
        _store.NewAuthority("root");
        _store.NewAuthority("issuing", "root");
        _identity = _store.NewCertificate("web01.corp.test");
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public void ASoundCertificatePasses()
    {
        var result = Test(new CertificateTest { IdentityId = _identity.Id, HostName = "web01.corp.test" });

        Assert.True(result.Passed, string.Join('\n', result.Checks));
        Assert.Equal(("web01.corp.test", _identity.Fingerprint), (result.Name, result.Fingerprint));
    }

    [Fact]
    public void EveryTroubleHasItsCheck()
    {
        Assert.Equal(["HostName"], Failed(new CertificateTest { IdentityId = _identity.Id, HostName = "web02.corp.test" }));
        Assert.Contains("Dates", Failed(new CertificateTest { IdentityId = _identity.Id, At = _store.Time.Now.AddDays(91) }));
        Assert.Contains("Path", Failed(new CertificateTest { IdentityId = _identity.Id, TrustedRoots = [] }));
    }

    [Fact]
    public void ARevokedCertificateFailsBeforeAndAfterItsListIsPublished()
    {
        _store.Session.Revocation.Revoke(_identity.Id, new RevocationRequest(), default);
        Assert.NotEmpty(Failed(new CertificateTest { IdentityId = _identity.Id }));

        _store.Session.RevocationLists.Publish(_identity.AuthorityId!.Value, null, null, default);

        Assert.Contains("Revocation", Failed(new CertificateTest { IdentityId = _identity.Id }));
    }

    [Fact]
    public void WhatIsNoCertificateIsRefused()
    {
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => Test(new CertificateTest())).Cause);
        Assert.Equal(MimErrorCause.InvalidCertificate, Assert.Throws<MimException>(() => Test(new CertificateTest { Certificate = [1, 2, 3] })).Cause);
        Assert.Equal(MimErrorCause.IdentityNotFound, Assert.Throws<MimException>(() => Test(new CertificateTest { IdentityId = Guid.NewGuid() })).Cause);
    }

    private CertificateTestResult Test(CertificateTest test) => _store.Session.Tester.Test(test, default);

    private List<string> Failed(CertificateTest test) => [.. Test(test).Checks.Where(check => check.Result == CheckResult.Failed).Select(check => check.Check)];
}
