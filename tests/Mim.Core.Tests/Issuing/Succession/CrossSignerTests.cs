using System.Globalization;
using System.Security.Cryptography;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Risk;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Issuing.Succession;

public sealed class CrossSignerTests : IDisposable
{
    private readonly SuccessionFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Each_certifies_the_key_of_the_other_under_its_own_name()
    {
        var next = _fixture.Prepare();

        var (nextByOld, oldByNext) = (Crossed(next), Crossed(_fixture.Corp));
        Assert.Equal((_fixture.Corp.Id, next.Id), (nextByOld.AuthorityId, oldByNext.AuthorityId));
        Assert.Equal(Own(next).KeyFingerprint, nextByOld.KeyFingerprint);
        Assert.Equal(Own(_fixture.Corp).KeyFingerprint, oldByNext.KeyFingerprint);
        Assert.All([nextByOld, oldByNext], version => Assert.Equal(
            ("CN=corp", "CN=corp", false), (version.Subject, version.Issuer, version.HasPrivateKey)));
        Assert.True(nextByOld.NotAfter <= _fixture.Corp.NotAfter && oldByNext.NotAfter <= _fixture.Corp.NotAfter);
    }

    [Fact]
    public void What_is_served_leads_to_the_old_root_while_it_is_trusted()
    {
        var next = _fixture.Prepare();
        _fixture.Activate(next);
        _fixture.Rotate();

        Assert.Equal([Crossed(next).Certificate!], SuccessionFixture.Read(_fixture.Served).Skip(1));
    }

    [Fact]
    public void Without_it_only_the_certificate_is_served()
    {
        _fixture.Activate(_fixture.Prepare(crossSign: false));
        _fixture.Rotate();

        Assert.Single(SuccessionFixture.Read(_fixture.Served));
    }

    [Fact]
    public void A_path_length_counts_for_another_name_only()
    {
        _fixture.Session.Authorities.Create(new NewAuthority { Name = "flat", PathLength = 0 }, default);
        var other = new NewAuthority { Name = "flat-2", Replaces = "flat", CrossSign = true, Subject = "CN=other" };
        Assert.Equal(
            MimErrorCause.AuthorityUnusable, Assert.Throws<MimException>(() => _fixture.Session.Authorities.Create(other, default)).Cause);
        Assert.Equal(AuthorityState.Prepared, _fixture.Prepare("flat-2", "flat").State);
    }

    [Fact]
    public void A_tested_certificate_is_trusted_by_either_root()
    {
        var next = _fixture.Prepare();
        _fixture.Activate(next);
        _fixture.Rotate();

        foreach (var root in new[] { _fixture.Corp, next })
        {
            var test = new CertificateTest { IdentityId = _fixture.Web.Id, TrustedRoots = [root.Certificate], At = _fixture.Time.Now };
            var path = _fixture.Session.Tester.Test(test, default).Checks.Single(check => check.Check == "Path");
            Assert.Equal(CheckResult.Passed, path.Result);
        }
    }

    [RequiresProgramFact("openssl")]
    public void OpenSSL_reads_what_the_tester_believes()
    {
        var next = _fixture.Prepare();
        File.WriteAllText(_fixture["cross.pem"], PemEncoding.WriteString("CERTIFICATE", Crossed(next).Certificate!));
        File.WriteAllText(_fixture["corp.pem"], PemEncoding.WriteString("CERTIFICATE", _fixture.Corp.Certificate));
        var at = _fixture.Time.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        ProgramRunner.Run(
            "openssl", "verify", "-attime", at, "-x509_strict", "-CAfile", _fixture["corp.pem"], _fixture["cross.pem"]).Succeeded();
    }

    private CredentialVersion Own(CertificateAuthority authority) => _fixture.Session.Identities.Versions(authority.Id)[0];

    private CredentialVersion Crossed(CertificateAuthority authority) =>
        Assert.Single(_fixture.Session.Identities.Versions(authority.Id), version => version.StateReason == "CrossSigned");
}
