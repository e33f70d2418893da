using Mim.Composition.Tests.Crash;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Services;

/// <summary>Killed with SIGKILL at every write to the store, every call of a target and every command that a target runs.</summary>
public sealed class ServiceCrashTests
{
    [RequiresProgramFact("nginx")]
    public async Task A_service_is_proved_after_any_death_in_a_rotation_that_fails()
    {
        using var fixture = new ServiceFixture(folder => new RealNginx(folder));
        await using var client = new HandshakeClient(fixture.Probe, fixture.Question);
        var crash = new CrashedRotation(fixture.Store, fixture.Session, fixture.Identity);
        crash.KillEverywhere("fail-only", fewest: 14);
        await client.WaitAsync(30);
        await fixture.AssertServesCurrentAsync();
        Assert.Empty(client.Failures);
    }

    [UnixFact]
    public void Commands_run_to_the_end_after_any_death()
    {
        using var folder = new TemporaryFolder();
        var store = folder["inventory.db"];
        using var session = DecoratedSession.Open(store);
        session.Authorities.Create(new() { Name = "corp" }, CancellationToken.None);
        var web = session.Certificates.Issue(new() { Name = "web" }, CancellationToken.None);
        session.Targets.Add(
            new NewTarget
            {
                IdentityId = web.Id,
                Kind = TargetKind.Command,
                Settings = new ServiceTargetSettings
                {
                    Files = new FileTargetSettings { Path = folder["web.pem"], KeyPath = folder["web.pem"] },
                    ValidateCommand = ["grep", "-q", "PRIVATE KEY", folder["web.pem"]],
                    ReloadCommand = ["cp", folder["web.pem"], folder["loaded"]],
                    ProveCommand = ["cmp", folder["web.pem"], folder["loaded"]],
                },
            },
            CancellationToken.None);
        var published = session.Rotation.PublishAsync([web.Id], null, CancellationToken.None).ToBlockingEnumerable().Single();
        Assert.Equal(RotationOutcome.Completed, published.Outcome);
        new CrashedRotation(store, session, web).KillEverywhere("rotate", fewest: 12);
        Assert.Equal(File.ReadAllText(folder["web.pem"]), File.ReadAllText(folder["loaded"]));
    }
}
