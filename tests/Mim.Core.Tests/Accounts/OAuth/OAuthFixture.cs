using System.Text;
using System.Text.Json.Nodes;
using Mim.Core.Accounts;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Vault;
using Mim.Testing;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Accounts.OAuth;

/// <summary>A store, and an authorization server in memory whose tokens are secrets of it.</summary>
internal sealed class OAuthFixture : IDisposable
{
    public const string KeysId = "keyed";
    private const string KeysToken = "Registration-Token-1";
    private readonly TemporaryFolder _folder = new();

    public OAuthFixture()
    {
        Session = Open();
        foreach (var (name, value) in new[] { ("initial", FakeOAuthServer.InitialToken), ("keeper", KeysToken) })
        {
            using var secret = Material(value);
            Session.Secrets.Create(new NewSecret { Name = name, Value = secret }, CancellationToken.None);
        }

        Server.Clients[KeysId] = new FakeOAuthClient("""{"client_name":"theirs","token_endpoint_auth_signing_alg":"RS256"}""", "unused", KeysToken);
    }

    public ManualTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public FakeOAuthServer Server { get; } = new();

    public MimSession Session { get; }

    /// <summary>Path of the file of a consumer.</summary>
    public string Consumer => _folder["app.conf"];

    public static NewOAuthClient Secrets => new() { Name = "app", Settings = FakeOAuthServer.Secrets with { Scope = "read" }, Administrator = "initial" };

    public static NewOAuthClient Keys => new()
    {
        Name = "app", Settings = FakeOAuthServer.Keys(KeysId), ClientId = KeysId, Administrator = "keeper",
    };

    public static KeyMaterial Material(string text) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));

    public Task<MachineIdentity> RegisterAsync(NewOAuthClient wanted) => Session.OAuthClients.RegisterAsync(wanted, CancellationToken.None);

    /// <summary>With a consumer that reads id and credential from a file, and both delivered.</summary>
    public async Task<MachineIdentity> DeliverAsync(NewOAuthClient wanted)
    {
        var identity = await RegisterAsync(wanted);
        Session.Targets.Add(
            new NewTarget
            {
                IdentityId = identity.Id,
                Settings = new FileTargetSettings { Path = Consumer, Layout = FileLayout.Template, Template = "{{username}}:{{password}}" },
            },
            CancellationToken.None);
        Tick();
        Assert.Equal(RotationOutcome.Completed, Only(Session.Rotation.PublishAsync([identity.Id], null, CancellationToken.None)).Outcome);
        return Session.Identities.Get(identity.Id);
    }

    /// <summary>Has the old version let in beside the new one.</summary>
    public void Overlap(TimeSpan overlap) => Session.Policies.Set(Session.Policies.For(Criticality.Medium) with { Overlap = overlap }, CancellationToken.None);

    public RotationResult Rotate(MachineIdentity identity)
    {
        Tick();
        return Only(Session.Rotation.RotateAsync([identity.Id], new RotationOptions(), CancellationToken.None));
    }

    public RotationResult Resume() => Only(Session.Rotation.ResumeAsync([], CancellationToken.None));

    public CredentialVersion Version(MachineIdentity identity, int number) => Session.Identities.Versions(identity.Id).Single(version => version.Number == number);

    public string KeyId(MachineIdentity identity, int number) => Version(identity, number).KeyFingerprint!;

    /// <summary>Whether what the consumer reads is let in.</summary>
    public async Task<bool> ConsumerLogsInAsync()
    {
        var content = File.ReadAllText(Consumer).Split(':', 2);
        using var credential = new AccountCredential(content[0], Material(content[1]));
        var settings = content[1].StartsWith("-----", StringComparison.Ordinal) ? FakeOAuthServer.Keys(content[0]) : FakeOAuthServer.Secrets;
        return await Server.LogInAsync(settings, credential, CancellationToken.None) == LoginAnswer.Accepted;
    }

    /// <summary>Ids of the keys that the client publishes.</summary>
    public IReadOnlyList<string> PublishedKeys() =>
        [.. JsonNode.Parse(Server.Clients[KeysId].Metadata)!["jwks"]!["keys"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>())];

    public void Dispose()
    {
        Session.Dispose();
        _folder.Dispose();
    }

    // Rotations are told apart by when they started.
    private void Tick() => Time.Now += TimeSpan.FromSeconds(1);

    private static RotationResult Only(IAsyncEnumerable<RotationResult> results) => results.ToBlockingEnumerable().Single();

    private MimSession Open() => DecoratedSession.Open(_folder["inventory.db"], Time, parts => parts with { OAuth = Server });
}
