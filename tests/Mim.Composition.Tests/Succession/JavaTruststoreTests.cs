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
/// A root is replaced under a service to which Java connects after each step, with each truststore in a process of its own, as it reads it
/// once.
/// </summary>
public sealed class JavaTruststoreTests : IDisposable
{
    private const string Password = "pass-1138";
    private readonly TemporaryFolder _folder = new();

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

        AssertTrusted();
        var next = session.Authorities.Create(new NewAuthority { Name = "corp-2", Replaces = "corp" }, default);
        await CompleteAsync(session.Rotation.PublishAsync([next.Id], null, default));
        AssertTrusted();
        await session.Succession.SetAsync(next.Id, AuthorityState.Active, isForced: false, default);
        Assert.Equal(RotationOutcome.Completed, fixture.Rotate().Outcome);
        AssertTrusted();
        await session.Succession.SetAsync(corp.Id, AuthorityState.Tainted, isForced: false, default);
        await session.Succession.SetAsync(corp.Id, AuthorityState.Retired, isForced: false, default);
        await CompleteAsync(session.Rotation.ReconcileAsync(null, new RotationOptions(), default));
        AssertTrusted();
        Assert.Contains("SSLHandshakeException", Connect("old.jks", fixture.Service.Port), StringComparison.Ordinal);

        // Whoever is told that there is no such file has made the handshake.
        void AssertTrusted() => Assert.All(
            new[] { "trust.jks", "trust.p12" },
            truststore => Assert.Contains("FileNotFoundException", Connect(truststore, fixture.Service.Port), StringComparison.Ordinal));

        void Add(TargetKind kind, TargetSettings settings)
        {
            using var password = KeyMaterial.CopyOf("pass-1138"u8);
            session.Targets.Add(new NewTarget { IdentityId = corp.Id, Kind = kind, Password = password, Settings = settings }, default);
        }
    }

    /// <summary>What Java's own client says that asks the service for a revocation list, which it has not.</summary>
    private string Connect(string truststore, int port) => ProgramRunner.Run(
        "keytool",
        "-J-XX:TieredStopAtLevel=1",
        "-J-Duser.language=en",
        $"-J-Djdk.net.hosts.file={_folder["hosts"]}",
        $"-J-Djavax.net.ssl.trustStore={_folder[truststore]}",
        $"-J-Djavax.net.ssl.trustStorePassword={Password}",
        "-printcrl",
        "-file",
        string.Create(CultureInfo.InvariantCulture, $"https://{RealService.Name}:{port}/none.crl")).Output;

    private static async Task CompleteAsync(IAsyncEnumerable<RotationResult> results)
    {
        await foreach (var result in results)
        {
            Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason);
        }
    }
}
