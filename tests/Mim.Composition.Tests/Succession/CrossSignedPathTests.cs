using System.Security.Cryptography.X509Certificates;
using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Succession;

/// <summary>Who accepts what, by which trust, in which phase: as OpenSSL and GnuTLS see it.</summary>
public sealed class CrossSignedPathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MimSession _session;
    private readonly VerifyingPrograms _programs;

    public CrossSignedPathTests()
    {
        _session = DecoratedSession.Open(_folder["inventory.db"]);
        _programs = new VerifyingPrograms(_folder);
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [RequiresProgramTheory("openssl", "certtool")]
    [InlineData(null)]
    [InlineData(1)]
    public async Task Either_root_is_enough_while_one_takes_the_place_of_the_other(int? pathLength)
    {
        var corp = _session.Authorities.Create(new NewAuthority { Name = "corp", PathLength = pathLength }, default);
        var web = _session.Certificates.Issue(new NewCertificate { Name = "web01.corp.test" }, default);
        var (old, before) = (corp.Certificate, Served(web));
        Assert.True(_programs.Accept(before, old));

        var next = _session.Authorities.Create(new NewAuthority { Name = "corp-2", Replaces = "corp", CrossSign = true }, default);
        var @new = next.Certificate;
        Assert.True(_programs.Accept(before, old, @new));
        Assert.False(_programs.Accept(before, @new));

        // What the next root gave the key of the old one helps those who do not know that one any more.
        Assert.True(_programs.Accept([.. before, Crossed(corp)], @new));

        await _session.Succession.SetAsync(next.Id, AuthorityState.Active, isForced: false, default);
        Rotate(web);
        var during = Served(web);
        Assert.Equal([during[0], Crossed(next)], during);
        Assert.True(_programs.Accept(during, old, @new));
        Assert.True(_programs.Accept(during, @new));
        Assert.True(_programs.Accept(during, old));

        await _session.Succession.SetAsync(corp.Id, AuthorityState.Tainted, isForced: false, default);
        await _session.Succession.SetAsync(corp.Id, AuthorityState.Retired, isForced: false, default);
        var after = Served(web);
        Assert.Single(after);
        Assert.True(_programs.Accept(after, old, @new));
        Assert.True(_programs.Accept(after, @new));
        Assert.False(_programs.Accept(after, old));
    }

    /// <summary>
    /// GnuTLS counts a certificate with one name at both ends, which RFC 5280 section 4.2.1.9 does not: the runbook says what
    /// follows.
    /// </summary>
    [RequiresProgramFact("openssl", "certtool")]
    public async Task A_root_that_allows_none_below_it_leads_GnuTLS_to_the_next_only_by_itself()
    {
        _session.Authorities.Create(new NewAuthority { Name = "corp", PathLength = 0 }, default);
        var next = _session.Authorities.Create(new NewAuthority { Name = "corp-2", Replaces = "corp", CrossSign = true }, default);
        await _session.Succession.SetAsync(next.Id, AuthorityState.Active, isForced: false, default);
        var served = Served(_session.Certificates.Issue(new NewCertificate { Name = "web01.corp.test" }, default));

        var old = _session.Authorities.Find(["corp"], default).Single().Certificate;
        Assert.True(_programs.Accept(served, next.Certificate));
        Assert.True(_programs.Accept(served, old, next.Certificate));
        Assert.Equal(0, _programs.OpenSsl(served, old).ExitCode);
        Assert.NotEqual(0, _programs.GnuTls(served, old).ExitCode);
    }

    [RequiresProgramFact("openssl", "certtool")]
    public async Task What_stands_below_is_issued_anew_and_accepted_by_either_root()
    {
        var root = _session.Authorities.Create(new NewAuthority { Name = "root", PathLength = 2 }, default);
        _session.Authorities.Create(new NewAuthority { Name = "issuing", Parent = "root", PathLength = 0 }, default);
        var web = _session.Certificates.Issue(new NewCertificate { Name = "web01.corp.test", Authority = "issuing" }, default);
        var next = _session.Authorities.Create(new NewAuthority { Name = "root-2", Replaces = "root", CrossSign = true }, default);
        await _session.Succession.SetAsync(next.Id, AuthorityState.Active, isForced: false, default);
        var below = _session.Authorities.Create(new NewAuthority { Name = "issuing-2", Replaces = "issuing" }, default);
        Assert.Equal("root-2", below.Parent);
        await _session.Succession.SetAsync(below.Id, AuthorityState.Active, isForced: false, default);
        Rotate(web);

        var served = Served(web);
        Assert.Equal([served[0], below.Certificate, Crossed(next)], served);
        Assert.All(new[] { root.Certificate, next.Certificate }, trusted => Assert.True(_programs.Accept(served, trusted)));
    }

    private void Rotate(MachineIdentity identity)
    {
        var results = _session.Rotation.RotateAsync([identity.Id], new RotationOptions(), default).ToBlockingEnumerable();
        Assert.Equal(RotationOutcome.Completed, results.Single().Outcome);
    }

    private byte[] Crossed(CertificateAuthority authority) =>
        _session.Identities.Versions(authority.Id).Single(version => version.StateReason == "CrossSigned").Certificate!;

    /// <summary>As a server shows it: all but the root at its end.</summary>
    private List<byte[]> Served(MachineIdentity identity)
    {
        var path = _folder[$"{Guid.NewGuid():N}.pem"];
        _session.Exporter.ExportTo(path, new CertificateExport { IdentityId = identity.Id }, overwrite: false, default);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(path);
        return [.. chain.SkipLast(1).Select(certificate => certificate.RawData)];
    }
}
