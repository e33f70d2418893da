using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Revocation;
using Mim.Core.Sealing;
using Mim.Testing;

namespace Mim.Core.Tests.Discovery;

public sealed class IdentityImporterTests : IDisposable
{
    private static readonly ImportDocumentation Nothing = new();
    private readonly TestSession _source = new();
    private readonly TestSession _store = new();

    public IdentityImporterTests() => _source.NewAuthority();

    private IdentityImporter Importer => _store.Session.Importer;

    public void Dispose()
    {
        _source.Dispose();
        _store.Dispose();
    }

    [Fact]
    public void ImportingTwiceIsImportingOnce()
    {
        var path = Export("web01", withKey: true);
        var documentation = new ImportDocumentation { Owner = "ops", Tags = ["blue"] };

        var first = Importer.ImportFile(path, null, documentation, default).ToList();
        _store.Time.Now += TimeSpan.FromHours(1);
        var second = Importer.ImportFile(path, null, documentation, default).ToList();

        Assert.Contains(first, result => result is { Action: ImportAction.Added, Identity: { Name: "web01", HasPrivateKey: true, Owner: "ops" } });
        Assert.All(second, result => Assert.Equal(ImportAction.Unchanged, result.Action));
        Assert.Equal(first.Select(result => result.Identity.Id), second.Select(result => result.Identity.Id));
        var location = Assert.Single(_store.Session.Identities.Locations(first[0].Identity.Id));
        Assert.Equal((path, TimeSpan.FromHours(1)), (location.Address, location.LastSeen - location.FirstSeen));
    }

    [Fact]
    public void AKeyThatWasMissingIsAdded()
    {
        Assert.All(
            Importer.ImportFile(Export("web01", withKey: false), null, Nothing, default),
            result => Assert.Equal((ImportAction.Added, false), (result.Action, result.Identity.HasPrivateKey)));

        var results = Importer.ImportFile(Export("web01", withKey: true), null, Nothing, default).ToList();

        Assert.Contains(results, result => result is { Action: ImportAction.Updated, Identity: { Name: "web01", HasPrivateKey: true } });
        Assert.All(_store.Session.Store.Test(default), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public void WhatWasNotMadeHereIsNeverDue()
    {
        var imported = Importer.ImportFile(Export("web01", withKey: true), null, Nothing, default).Select(result => result.Identity.Id).ToHashSet();

        var identities = _store.Session.Identities.Find(new IdentityQuery(), default).ToList();
        Assert.Equal(imported, identities.Select(identity => identity.Id).ToHashSet());
        Assert.All(identities, identity => Assert.Null(identity.DueAt));
    }

    [Fact]
    public void ARecordWithoutCredentialGetsItLater()
    {
        var record = Importer.ImportRecord(new ImportDocumentation { Name = "web01", Owner = "ops" }, "hosts.csv", default);
        Assert.Equal(ImportAction.Unchanged, Importer.ImportRecord(new ImportDocumentation { Name = "WEB01" }, "hosts.csv", default).Action);
        var certificate = Certificate("web01");

        var filled = Importer.ImportCertificate(certificate, null, "wire", new ImportDocumentation { Name = "web01" }, default);

        Assert.Equal((record.Identity.Id, "ops", 1, VersionState.Active), (filled.Identity.Id, filled.Identity.Owner, filled.Identity.Version, filled.Identity.Status));
        Assert.Equal(ImportAction.Unchanged, Importer.ImportCertificate(certificate, null, "wire", Nothing, default).Action);
    }

    [Fact]
    public void WhatAnAuthorityOfOursSignedIsRevokedLikeItsOthers()
    {
        var authority = _store.NewAuthority("issuing", _store.NewAuthority("root").Name);
        var lost = _store.NewCertificate("web01");
        var certificate = _store.Session.Identities.Versions(lost.Id).Single().Certificate!;
        _store.DisposeOf(lost);

        var found = Importer.ImportCertificate(certificate, null, "wire", new ImportDocumentation { Name = "web01 again" }, default).Identity;

        Assert.Equal((authority.Id, "issuing"), (found.AuthorityId, found.Authority));
        Assert.True(_store.Session.Revocation.Revoke(found.Id, new RevocationRequest(), default).OnList);
        Assert.Equal(1, _store.Session.RevocationLists.Publish(authority.Id, null, null, default).EntryCount);
    }

    [Fact]
    public void ANamesakeOfAnAuthorityOfOursIsNotTakenForIt()
    {
        _store.NewAuthority("corp");
        using var stranger = new TestSession();
        stranger.NewAuthority("corp");
        var certificate = stranger.Session.Identities.Versions(stranger.NewCertificate("web01").Id).Single().Certificate!;

        var found = Importer.ImportCertificate(certificate, null, "wire", Nothing, default).Identity;

        Assert.Null(found.AuthorityId);
        Assert.Null(found.Authority);
    }

    [Fact]
    public void TakenNamesGetTheFingerprint()
    {
        var first = Importer.ImportCertificate(Certificate("web01"), null, "a", Nothing, default).Identity;
        _store.DisposeOf(first);

        var second = Importer.ImportCertificate(Certificate("web01"), null, "a", Nothing, default).Identity;
        _store.DisposeOf(second);
        var third = Importer.ImportCertificate(Certificate("web01"), null, "a", Nothing, default).Identity;

        Assert.Equal(["web01", $"web01 ({first.Fingerprint![..8]})", $"web01 ({first.Fingerprint})"], [first.Name, second.Name, third.Name]);
    }

    [Fact]
    public void AKeyOfAnotherCertificateIsRefused()
    {
        var other = _source.NewCertificate("other");
        using var pem = _source.Session.Exporter.Export(new CertificateExport { IdentityId = other.Id, IncludePrivateKey = true }, default);
        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportFromPem(System.Text.Encoding.ASCII.GetString(pem.Span));
        using var pkcs8 = KeyMaterial.Take(key.ExportPkcs8PrivateKey());

        Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => Importer.ImportCertificate(Certificate("web01"), pkcs8, "wire", Nothing, default)).Cause);
        Assert.Empty(_store.Session.Identities.Find(new IdentityQuery(), default));
    }

    private byte[] Certificate(string name)
    {
        var known = _source.Session.Identities.Find(new IdentityQuery { Names = [name] }, default).FirstOrDefault() ?? _source.NewCertificate(name);
        return _source.Session.Identities.Versions(known.Id)[^1].Certificate!;
    }

    private string Export(string name, bool withKey)
    {
        Certificate(name);
        var known = _source.Session.Identities.Find(new IdentityQuery { Names = [name] }, default).Single();
        var path = _store[$"{name}.pem"];
        var layout = new ExportLayout { Content = ExportContent.Leaf };
        _source.Session.Exporter.ExportTo(path, new CertificateExport { IdentityId = known.Id, IncludePrivateKey = withKey, Layout = layout }, overwrite: true, default);
        return path;
    }
}
