using System.Security.Cryptography;
using Mim.Core.Delivery;
using Mim.Core.Issuing;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Issuing.Succession;

public sealed class TrustBundleTests : IDisposable
{
    private readonly SuccessionFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task It_holds_the_old_root_until_the_next_is_prepared_and_both_from_then_on()
    {
        Assert.Equal([_fixture.Corp.Certificate], SuccessionFixture.Read(_fixture.Bundle));
        var next = _fixture.Prepare();

        var target = Assert.Single(_fixture.Session.Targets.Find(next.Id, default));
        Assert.Equal(_fixture.Corp.Identity.CurrentVersionId, target.InstalledVersionId);
        var test = await _fixture.Session.Targets.TestAsync(target.Id, default);
        Assert.False(test.Holds);
        Assert.Equal([_fixture.Corp.Certificate], SuccessionFixture.Read(_fixture.Bundle));

        // A timer delivers it by itself.
        var repaired = Assert.Single(_fixture.Session.Rotation.ReconcileAsync(null, new RotationOptions(), default).ToBlockingEnumerable());
        Assert.Equal((RotationOutcome.Completed, "corp-2"), (repaired.Outcome, repaired.Identity));
        Assert.Equal([next.Certificate, _fixture.Corp.Certificate], SuccessionFixture.Read(_fixture.Bundle));
    }

    [Fact]
    public void What_somebody_added_is_not_overwritten()
    {
        using var elsewhere = new SuccessionFixture();
        var next = _fixture.Prepare();
        File.AppendAllText(_fixture.Bundle, Pem(elsewhere.Corp));

        var result = Assert.Single(_fixture.Session.Rotation.PublishAsync([next.Id], null, default).ToBlockingEnumerable());
        Assert.Equal((RotationOutcome.RolledBack, MimErrorCause.LocationChanged), (result.Outcome, result.Error?.Cause));
        Assert.Contains(elsewhere.Corp.Certificate, SuccessionFixture.Read(_fixture.Bundle));
        Assert.Equal(MimErrorCause.ProofFailed, Assert.Throws<MimException>(() => _fixture.Set(next, AuthorityState.Active)).Cause);
    }

    [Fact]
    public void What_is_missing_is_put_back()
    {
        File.WriteAllText(_fixture.Bundle, string.Empty);
        Assert.Single(_fixture.Session.Rotation.ReconcileAsync(null, new RotationOptions(), default).ToBlockingEnumerable());
        Assert.Equal([_fixture.Corp.Certificate], SuccessionFixture.Read(_fixture.Bundle));
    }

    [Fact]
    public void A_delivery_that_fails_leaves_the_old_bundle()
    {
        _fixture.AddBundle("second.pem");
        _fixture.Publish(_fixture.Corp.Id);
        var next = _fixture.Prepare();
        File.Delete(_fixture["tls/second.pem"]);
        Directory.CreateDirectory(_fixture["tls/second.pem"]);

        var result = Assert.Single(_fixture.Session.Rotation.PublishAsync([next.Id], null, default).ToBlockingEnumerable());
        Assert.NotEqual(RotationOutcome.Completed, result.Outcome);
        Assert.Equal([_fixture.Corp.Certificate], SuccessionFixture.Read(_fixture.Bundle));
        Directory.Delete(_fixture["tls/second.pem"]);
        Assert.Single(_fixture.Session.Rotation.ResumeAsync([], default).ToBlockingEnumerable());
        _fixture.Publish(next.Id);
        _fixture.Set(next, AuthorityState.Active);
    }

    public static TheoryData<bool, FileLayout> Misfits => new()
    {
        { true, FileLayout.Pem },
        { true, FileLayout.Pfx },
        { false, FileLayout.TrustBundle },
        { false, FileLayout.PfxTrustBundle },

        // It has a password.
        { true, FileLayout.JksTrustBundle },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void Only_a_bundle_is_of_an_authority_and_only_of_one(bool isAuthority, FileLayout layout)
    {
        var wanted = new NewTarget
        {
            IdentityId = isAuthority ? _fixture.Corp.Id : _fixture.Web.Id,
            Settings = new FileTargetSettings { Path = _fixture["tls/other"], Layout = layout },
        };
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => _fixture.Session.Targets.Add(wanted, default)).Cause);
    }

    [Fact]
    public void One_below_another_has_no_bundle()
    {
        var below = _fixture.Session.Authorities.Create(new NewAuthority { Name = "below", Parent = "corp" }, default);
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => _fixture.AddBundle("below.pem", below)).Cause);
        var export = new CertificateExport { IdentityId = below.Id, IsTrustBundle = true };
        Assert.Equal(
            MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => _fixture.Session.Exporter.Export(export, default)).Cause);
    }

    [Fact]
    public void It_is_exported_by_the_name_of_either()
    {
        var next = _fixture.Prepare();
        foreach (var authority in new[] { _fixture.Corp, next })
        {
            var path = _fixture[$"{authority.Name}.pem"];
            _fixture.Session.Exporter.ExportTo(
                path, new CertificateExport { IdentityId = authority.Id, IsTrustBundle = true }, false, default);
            Assert.Equal([next.Certificate, _fixture.Corp.Certificate], SuccessionFixture.Read(path));
        }

        var layout = new ExportLayout { Format = ExportFormat.Der };
        var der = new CertificateExport { IdentityId = next.Id, IsTrustBundle = true, Layout = layout };
        Assert.Equal(
            MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => _fixture.Session.Exporter.Export(der, default)).Cause);
    }

    private static string Pem(CertificateAuthority authority) =>
        PemEncoding.WriteString("CERTIFICATE", authority.Certificate) + "\n";
}
