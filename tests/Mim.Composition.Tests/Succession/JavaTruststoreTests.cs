using System.Globalization;
using Mim.Composition.Tests.Services;
using Mim.Core.Delivery;
using Mim.Core.Issuing;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Succession;

/// <summary>
/// A root is replaced under a service to which Java connects again and again, each time in a process of its own that reads its truststore:
/// now the one in JKS, now the one in PKCS#12.
/// </summary>
public sealed class JavaTruststoreTests : IDisposable
{
    private const string Password = "pass-1138";

    /// <summary>One with each truststore.</summary>
    private const int Connections = 2;

    private readonly TemporaryFolder _folder = new();
    private int _connections;

    public void Dispose() => _folder.Dispose();

    [RequiresProgramFact("nginx", "keytool")]
    public async Task No_program_in_Java_fails_on_the_way_from_one_root_to_the_next()
    {
        using var fixture = new ServiceFixture(folder => new RealNginx(folder));
        var session = fixture.Session;
        File.WriteAllText(_folder["hosts"], $"127.0.0.1 {RealService.Name}\n");
        var corp = session.Authorities.Find(["corp"], default).Single();
        Add(TargetKind.File, new FileTargetSettings { Path = _folder["trust.jks"], Layout = FileLayout.JksTrustBundle });
        Add(TargetKind.JavaKeystore, new ServiceTargetSettings
        {
            Files = new FileTargetSettings { Path = _folder["trust.p12"], Layout = FileLayout.PfxTrustBundle }, Timeout = TimeSpan.FromMinutes(5),
        });
        await CompleteAsync(session.Rotation.PublishAsync([corp.Id], null, default));
        File.Copy(_folder["trust.jks"], _folder["old.jks"]);

        await using (var java = new RelyingParty(() => Connect(_connections++ % 2 == 0 ? "trust.jks" : "trust.p12", fixture.Service.Port)))
        {
            await java.WaitAsync(Connections);
            var next = session.Authorities.Create(new NewAuthority { Name = "corp-2", Replaces = "corp" }, default);
            await CompleteAsync(session.Rotation.PublishAsync([next.Id], null, default));
            await java.WaitAsync(Connections);
            await session.Succession.SetAsync(next.Id, AuthorityState.Active, isForced: false, default);
            Assert.Equal(RotationOutcome.Completed, fixture.Rotate().Outcome);
            await java.WaitAsync(Connections);
            await session.Succession.SetAsync(corp.Id, AuthorityState.Tainted, isForced: false, default);
            await session.Succession.SetAsync(corp.Id, AuthorityState.Retired, isForced: false, default);
            await CompleteAsync(session.Rotation.ReconcileAsync(null, new RotationOptions(), default));
            await java.WaitAsync(Connections);
            Assert.Empty(java.Failures);
        }

        Assert.Contains("valid certification path", Connect("old.jks", fixture.Service.Port).Output, StringComparison.Ordinal);

        void Add(TargetKind kind, TargetSettings settings)
        {
            using var password = KeyMaterial.CopyOf("pass-1138"u8);
            session.Targets.Add(new NewTarget { IdentityId = corp.Id, Kind = kind, Password = password, Settings = settings }, default);
        }
    }

    /// <summary>keytool asks the service for a revocation list, which it has not: whoever is told so has made the handshake.</summary>
    private ProgramResult Connect(string truststore, int port)
    {
        var asked = ProgramRunner.Run(
            "keytool",
            "-J-Duser.language=en",
            $"-J-Djdk.net.hosts.file={_folder["hosts"]}",
            $"-J-Djavax.net.ssl.trustStore={_folder[truststore]}",
            $"-J-Djavax.net.ssl.trustStorePassword={Password}",
            "-printcrl",
            "-file",
            string.Create(CultureInfo.InvariantCulture, $"https://{RealService.Name}:{port}/none.crl"));
        return asked with { ExitCode = asked.Output.Contains("FileNotFoundException", StringComparison.Ordinal) ? 0 : 1 };
    }

    private static async Task CompleteAsync(IAsyncEnumerable<RotationResult> results)
    {
        await foreach (var result in results)
        {
            Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason);
        }
    }
}
