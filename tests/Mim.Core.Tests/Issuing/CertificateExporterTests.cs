using System.Text;
using Mim.Core.Audit;
using Mim.Core.Issuing;
using Mim.Testing;

namespace Mim.Core.Tests.Issuing;

public sealed class CertificateExporterTests : IDisposable
{
    private readonly TestSession _store = new();

    public CertificateExporterTests() => _store.NewAuthority();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void AKeyIsRecordedBeforeItIsHandedOut()
    {
        var identity = _store.NewCertificate("web01");
        var export = new CertificateExport { IdentityId = identity.Id, IncludePrivateKey = true };

        using (var content = _store.Session.Exporter.Export(export, default))
        {
            Assert.Contains("PRIVATE KEY", Encoding.ASCII.GetString(content.Span), StringComparison.Ordinal);
        }

        var act = Assert.Single(_store.Session.Audit.Read(new AuditQuery { Acts = ["ExportPrivateKey"] }, default));
        Assert.Equal(("web01", "no", "1"), (act.SubjectName, act.Detail["encrypted"], act.Detail["version"]));
        _store.Time.Now -= TimeSpan.FromDays(1);
        Assert.Equal(MimErrorCause.ClockWentBack, Assert.Throws<MimException>(() => _store.Session.Exporter.Export(export, default)).Cause);
        Assert.Throws<MimException>(() => _store.Session.Exporter.ExportTo(_store["web.pem"], export, overwrite: false, default));
        Assert.False(File.Exists(_store["web.pem"]));
    }

    [Fact]
    public void ACertificateAloneHoldsNoKey()
    {
        var identity = _store.NewCertificate("web01");

        using var content = _store.Session.Exporter.Export(new CertificateExport { IdentityId = identity.Id }, default);

        Assert.DoesNotContain("PRIVATE KEY", Encoding.ASCII.GetString(content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCannotBeExportedIsNamed()
    {
        var identity = _store.NewCertificate("web01");
        var export = new CertificateExport { IdentityId = identity.Id, IncludePrivateKey = true };

        Assert.Equal(MimErrorCause.InvalidArgument, Cause(export with { Layout = new ExportLayout { Format = ExportFormat.Der } }));
        Assert.Equal(MimErrorCause.IdentityNotFound, Cause(export with { IdentityId = Guid.NewGuid() }));
        Assert.Equal(MimErrorCause.VersionNotFound, Cause(export with { VersionId = Guid.NewGuid() }));
        _store.DisposeOf(identity);
        Assert.Equal(MimErrorCause.PrivateKeyMissing, Cause(export));
    }

    private MimErrorCause Cause(CertificateExport export) => Assert.Throws<MimException>(() => _store.Session.Exporter.Export(export, default)).Cause;
}
