using System.Text;
using System.Text.Json;
using Mim.Core;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Vault;
using Mim.Testing;
using Mim.Testing.Doubles;

namespace Mim.Composition.Tests.Canary;

/// <summary>OAuth clients with a secret and with keys, each rotated once, and refused once by their server.</summary>
internal sealed class CanaryClients(Canaries canaries)
{
    private const string KeyedToken = "canary-registration-token-5b1e";
    private readonly StringBuilder _said = new();
    private int _tokens;

    /// <summary>Where they are; each change gives another token.</summary>
    public FakeOAuthServer Server { get; } = new() { RotatesTokens = true };

    /// <summary>All that was shown.</summary>
    public StringBuilder Said => _said;

    public void Rotate(MimSession session, TemporaryFolder installed)
    {
        Server.Clients["keyed"] = new FakeOAuthClient("{}", "canary-unused-secret-77c0", KeyedToken);
        canaries.AddText("initial access token", FakeOAuthServer.InitialToken);
        Keep(session, "initial", FakeOAuthServer.InitialToken);
        Keep(session, "registration", KeyedToken);
        foreach (var wanted in (NewOAuthClient[])[
            new() { Name = "secret-client", Settings = FakeOAuthServer.Secrets, Administrator = "initial" },
            new() { Name = "key-client", Settings = FakeOAuthServer.Keys("keyed"), ClientId = "keyed", Administrator = "registration" },
        ])
        {
            var client = session.OAuthClients.RegisterAsync(wanted, CancellationToken.None).GetAwaiter().GetResult();
            var file = new FileTargetSettings { Path = installed[$"{wanted.Name}.conf"], Layout = FileLayout.Template, Template = "{{password}}" };
            session.Targets.Add(new NewTarget { IdentityId = client.Id, Settings = file }, CancellationToken.None);
            Expect(RotationOutcome.Completed, session.Rotation.PublishAsync([client.Id], null, CancellationToken.None));
            Expect(RotationOutcome.Completed, session.Rotation.RotateAsync([client.Id], new RotationOptions(), CancellationToken.None));
            var calls = 0;
            Server.Before = method =>
            {
                if (method == nameof(IOAuthServer.LogInAsync) && ++calls == 1)
                {
                    throw new MimException(MimErrorCause.InstallFailed, "It is gone.");
                }
            };
            Expect(RotationOutcome.RolledBack, session.Rotation.RotateAsync([client.Id], new RotationOptions(), CancellationToken.None));
            Server.Before = _ => { };
        }
    }

    private void Expect(RotationOutcome outcome, IAsyncEnumerable<RotationResult> results)
    {
        AddSecrets();
        var result = results.ToBlockingEnumerable().Single();
        AddSecrets();
        _said.AppendLine(result.ToString()).AppendLine(JsonSerializer.Serialize(result with { Error = null })).AppendLine(result.Error?.ToString());
        Assert.Equal(outcome, result.Outcome);
    }

    private static void Keep(MimSession session, string name, string token)
    {
        using var value = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(token));
        session.Secrets.Create(new NewSecret { Name = name, Value = value }, CancellationToken.None);
    }

    private void AddSecrets()
    {
        foreach (var (id, client) in Server.Clients)
        {
            canaries.AddText($"secret of {id}", client.Secret);
            canaries.AddText($"token {_tokens++} of {id}", client.Token);
        }
    }
}
