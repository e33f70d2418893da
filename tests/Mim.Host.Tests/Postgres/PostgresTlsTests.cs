using System.Security.Cryptography;
using Mim.Composition;
using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Issuing;
using Mim.Core.Stores;
using Mim.Testing.Programs;

namespace Mim.Host.Tests.Postgres;

/// <summary>mim and a server on another address, whose certificate one of our authorities issued.</summary>
public sealed class PostgresTlsTests : IDisposable
{
    private const string User = "remote";
    private const string Password = "c4nary-of-tls";
    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [RequiresRemotePostgresFact]
    public async Task AServerWithItsNameAndAKnownAuthorityIsTrusted()
    {
        using var server = await Serve(new NewCertificate { Name = "db", IPAddresses = [OwnAddress.Value!] });

        Test(server, "Root Certificate=" + _store["corp.pem"]).Succeeded();
        Test(server, "", ("PGSSLROOTCERT", _store["corp.pem"])).Succeeded();
    }

    [RequiresRemotePostgresFact]
    public async Task AServerWithAnotherNameIsRefused()
    {
        using var server = await Serve(new NewCertificate { Name = "db", DnsNames = ["other.corp.test"] });

        Refused(Test(server, "Root Certificate=" + _store["corp.pem"]), "StoreUnusable");
    }

    [RequiresRemotePostgresFact]
    public async Task AServerOfAnUnknownAuthorityIsRefused()
    {
        using var server = await Serve(new NewCertificate { Name = "db", IPAddresses = [OwnAddress.Value!] });
        SaveAuthority("stranger");

        Refused(Test(server, "Root Certificate=" + _store["stranger.pem"]), "StoreUnusable");
        Refused(Test(server, ""), "StoreUnusable");
    }

    [RequiresRemotePostgresFact]
    public void AServerWithoutTlsIsRefused()
    {
        using var server = new PostgresServer(new PostgresOptions { Listen = "*" });
        server.NewUser(User, Password);

        Refused(Test(server, ""), "StoreUnusable");
        Refused(Test(server, "SSL Mode=Require"), "InvalidArgument");
    }

    private static void Refused(ProgramResult result, string cause)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"mim: {cause}: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, result.Error + result.Output, StringComparison.Ordinal);
    }

    /// <summary>A server with that certificate, and in it a store that a user with a password owns.</summary>
    private async Task<PostgresServer> Serve(NewCertificate certificate)
    {
        var files = new FileTargetSettings { Path = _store["server.crt"], KeyPath = _store["server.key"] };
        SaveAuthority("corp");
        using (var session = _store.Open())
        {
            var identity = session.Certificates.Issue(certificate with { Authority = "corp" }, default);
            session.Targets.Add(new NewTarget { IdentityId = identity.Id, Settings = files }, default);
            await foreach (var published in session.Rotation.PublishAsync([identity.Id], null, default))
            {
                Assert.Null(published.Error);
            }
        }

        var server = new PostgresServer(new PostgresOptions { Listen = "*", Tls = (files.Path, files.KeyPath) });
        server.NewUser(User, Password);
        server.Execute("postgres", $"CREATE DATABASE mim OWNER {User}");
        var here = new StoreReference { Location = server.ConnectionString("mim", User), DatabasePassword = () => Secret.Of(Password) };
        new MimComposition().Initialize(here, new NewStore { KeyFile = _store["mim.key"] }, Caller.Context(), default).Dispose();
        return server;
    }

    private void SaveAuthority(string name)
    {
        using var session = _store.Open();
        var authority = session.Authorities.Create(new NewAuthority { Name = name }, default);
        var certificate = session.Identities.Versions(authority.Identity.Id).Single().Certificate!;
        File.WriteAllText(_store[$"{name}.pem"], PemEncoding.WriteString("CERTIFICATE", certificate));
    }

    private static ProgramResult Test(PostgresServer server, string more, params (string Name, string Value)[] environment) => MimProcess.Run(
        environment.Append(("PGPASSWORD", Password)).ToDictionary(variable => variable.Item1, variable => variable.Item2),
        "store", "test", "--store", $"{server.ConnectionString("mim", User, OwnAddress.Value!)};{more}");
}
