using System.Globalization;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Succession;

/// <summary>
/// A server that lets in whom an authority certified: it reads its trust bundle, and is told to read it again, while the authority of
/// its clients is replaced and a client comes in again and again.
/// </summary>
public sealed class ClientCertificateTests : IDisposable
{
    private const int Connections = 3;
    private const string LetIn = "HTTP/1.1 204";
    private readonly TemporaryFolder _folder = new();
    private readonly MimSession _session;

    public ClientCertificateTests() => _session = DecoratedSession.Open(_folder["inventory.db"]);

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [RequiresProgramFact("nginx", "openssl")]
    public async Task A_client_is_let_in_all_the_way_from_one_root_to_the_next()
    {
        var edge = _session.Authorities.Create(new NewAuthority { Name = "edge" }, default);
        var corp = _session.Authorities.Create(new NewAuthority { Name = "corp" }, default);
        File.WriteAllText(_folder["edge.pem"], PemEncoding.WriteString("CERTIFICATE", edge.Certificate));
        var server = Issue("host01.test", "edge", CertificateProfile.Server);
        var client = Issue("app01", "corp", CertificateProfile.Client);
        Add(server.Id, new FileTargetSettings { Path = _folder["server.pem"], KeyPath = _folder["server.key"] });
        Add(client.Id, new FileTargetSettings { Path = _folder["app.pem"], KeyPath = _folder["app.pem"] });
        var files = new FileTargetSettings { Path = _folder["clients.pem"], Layout = FileLayout.TrustBundle };
        var first = Add(corp.Id, files);
        Deliver(server.Id, client.Id, corp.Id);
        await _session.Targets.RemoveAsync(first.Id, false, default);

        using var nginx = new NginxServer(_folder, Configuration());
        Add(corp.Id, new ServiceTargetSettings { Files = files, Configuration = nginx.Configuration }, TargetKind.Nginx);
        Deliver(corp.Id);
        var party = new RelyingParty(() => Connect(nginx.Port));
        await using (party)
        {
            await party.WaitAsync(Connections);
            var next = _session.Authorities.Create(new NewAuthority { Name = "corp-2", Replaces = "corp" }, default);
            Deliver(next.Id);
            await party.WaitAsync(Connections);
            await _session.Succession.SetAsync(next.Id, AuthorityState.Active, isForced: false, default);
            Require(_session.Rotation.RotateAsync([client.Id], new RotationOptions(), default));
            Assert.Equal("corp-2", _session.Identities.Get(client.Id).Authority);
            await party.WaitAsync(Connections);
            await _session.Succession.SetAsync(corp.Id, AuthorityState.Tainted, isForced: false, default);
            await _session.Succession.SetAsync(corp.Id, AuthorityState.Retired, isForced: false, default);
            Deliver(next.Id);
            await party.WaitAsync(Connections);
        }

        Assert.Empty(party.Failures);
    }

    private string Configuration() =>
        $$"""
        server {
            listen %port% ssl;
            ssl_certificate {{_folder["server.pem"]}};
            ssl_certificate_key {{_folder["server.key"]}};
            ssl_client_certificate {{_folder["clients.pem"]}};
            ssl_verify_client on;
            location / { return 204; }
        }
        """;

    /// <summary>Certificate and key are read at once: between two reads of the file the next may come.</summary>
    private ProgramResult Connect(int port)
    {
        File.Copy(_folder["app.pem"], _folder["copy.pem"], overwrite: true);
        var result = ProgramRunner.RunWithInput(
            "openssl",
            "GET / HTTP/1.1\r\nHost: host01.test\r\nConnection: close\r\n\r\n",
            ["s_client", "-quiet", "-connect", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "-servername", "host01.test",
                "-CAfile", _folder["edge.pem"], "-verify_return_error", "-cert", _folder["copy.pem"], "-key", _folder["copy.pem"]]);
        return result.Output.StartsWith(LetIn, StringComparison.Ordinal) ? result : result with { ExitCode = 1 };
    }

    private MachineIdentity Issue(string name, string authority, CertificateProfile profile) =>
        _session.Certificates.Issue(new NewCertificate { Name = name, Authority = authority, Profile = profile }, default);

    private Target Add(Guid identity, TargetSettings settings, TargetKind kind = TargetKind.File) =>
        _session.Targets.Add(new NewTarget { IdentityId = identity, Kind = kind, Settings = settings }, default);

    private void Deliver(params Guid[] identities) => Require(_session.Rotation.PublishAsync(identities, null, default));

    private static void Require(IAsyncEnumerable<RotationResult> results) => Assert.All(
        results.ToBlockingEnumerable(), result => Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason));
}
