using System.Text;
using Mim.Composition.Tests.Crash;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Vault;
using Mim.Delivery;
using Mim.Pki.Jose;
using Mim.Pki.Keys;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

/// <summary>
/// Clients of a real authorization server, each with a consumer that reads id and credential from a file: rotated, and killed after every word
/// with the server, when the server has done what was asked and nobody knows it yet.
/// </summary>
[RequiresProgram("node", NodePackage = "oidc-provider")]
public sealed class OAuthClientTests : IDisposable
{
    private const int FewestDeaths = 5;
    private const int MostDeaths = 20;
    private readonly TemporaryFolder _folder = new();
    private readonly OAuthServer _server = new(new KeyFactory(), new JsonWebTokenCodec(), TimeProvider.System);

    private string Store => _folder["inventory.db"];

    private string Consumer => _folder["app.conf"];

    public void Dispose() => _folder.Dispose();

    [SuiteTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_after_any_word_with_the_server_a_rotation_is_completed_and_the_consumer_let_in_throughout(bool hasKeys)
    {
        var (identity, settings) = await RegisterAsync(OidcProvider.Steady, hasKeys);
        var deaths = 0;
        var old = ReadConsumer();
        while (MortalProcess.DiesAt(Store, "oauth", identity.Id, deaths + 1, "after"))
        {
            deaths++;
            await AssertConsumerLogsInAsync(settings);
            Recover();
            Assert.Equal(LoginAnswer.Refused, await LogInAsync(settings, old.Id, old.Credential));
            old = ReadConsumer();
            await AssertConsumerLogsInAsync(settings);
        }

        Assert.InRange(deaths, FewestDeaths, MostDeaths);
    }

    /// <summary>Nobody has the token that a server gave to a run which died at that very moment; but the client has both keys.</summary>
    [SuiteFact]
    public async Task A_token_that_was_lost_with_its_run_is_given_again_by_the_operator_and_the_consumer_is_let_in_meanwhile()
    {
        var (identity, settings) = await RegisterAsync(OidcProvider.Rotating, hasKeys: true);
        using var session = DecoratedSession.Open(Store);
        RotationResult failed;
        var deaths = 0;
        do
        {
            Assert.True(MortalProcess.DiesAt(Store, "oauth", identity.Id, ++deaths, "after"));
            await AssertConsumerLogsInAsync(settings);
            failed = session.Rotation.ResumeAsync([], CancellationToken.None).ToBlockingEnumerable().Single();
        }
        while (failed.Outcome == RotationOutcome.Completed);

        Assert.Equal(RotationOutcome.Failed, failed.Outcome);
        Assert.Contains("invalid_token", failed.Reason, StringComparison.Ordinal);
        await AssertConsumerLogsInAsync(settings);

        using var token = Material(OidcProvider.Rotating.NewToken(session.Identities.Get(identity.Id).Subject!));
        var keeper = session.Identities.Find(new IdentityQuery { Names = ["keeper"] }, CancellationToken.None).Single();
        session.Secrets.Set(new SecretChange { IdentityId = keeper.Id, Value = token }, CancellationToken.None);
        var resumed = session.Rotation.ResumeAsync([], CancellationToken.None).ToBlockingEnumerable().Single();
        Assert.True(resumed.Outcome == RotationOutcome.RolledBack, resumed.Reason);
        await AssertConsumerLogsInAsync(settings);
        Assert.Equal(RotationOutcome.Completed, Rotate(session, identity).Outcome);
        await AssertConsumerLogsInAsync(settings);
    }

    [SuiteTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_consumer_is_let_in_throughout_rotations_with_an_overlap(bool hasKeys)
    {
        var (identity, settings) = await RegisterAsync(OidcProvider.Rotating, hasKeys);
        using var session = DecoratedSession.Open(Store);
        session.Policies.Set(session.Policies.For(Criticality.Medium) with { Overlap = TimeSpan.FromTicks(1) }, CancellationToken.None);
        var loop = new ConsumerLoop(() => LogInAsync(settings));
        await using (loop)
        {
            for (var round = 0; round < 3; round++)
            {
                Assert.Equal(RotationOutcome.Overlapping, Rotate(session, identity).Outcome);

                // Whoever read the old one before is done with it when it is closed.
                await loop.WaitForAnotherAsync();
                var closed = Assert.Single(session.Rotation.ResumeAsync([], new RotationOptions(), CancellationToken.None).ToBlockingEnumerable());
                Assert.True(closed.Outcome == RotationOutcome.Completed, closed.Reason);
            }

            await loop.WaitForAnotherAsync();
        }

        Assert.Equal(0, loop.Refused);
    }

    [SuiteFact]
    public async Task A_server_is_verified_before_it_hears_anything()
    {
        var (issuer, timeout) = (OidcProvider.Tls.Issuer, OAuthClientSettings.DefaultTimeout);
        var found = await _server.DiscoverAsync(issuer, AccountServerTls.AuthorityFile, timeout, CancellationToken.None);
        Assert.Equal($"{issuer}/token", found.TokenEndpoint);
        foreach (var authority in new[] { null, AccountServerTls.StrangeAuthorityFile })
        {
            var error = await Assert.ThrowsAsync<MimException>(() => _server.DiscoverAsync(issuer, authority, timeout, CancellationToken.None));
            Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        }
    }

    private static RotationResult Rotate(MimSession session, MachineIdentity identity) =>
        session.Rotation.RotateAsync([identity.Id], new RotationOptions(), CancellationToken.None).ToBlockingEnumerable().Single();

    private void Recover()
    {
        using var session = DecoratedSession.Open(Store);
        Assert.All(Invariants.Recover(session), result => Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason));
    }

    private async Task<(MachineIdentity Identity, OAuthClientSettings Settings)> RegisterAsync(OidcProvider provider, bool hasKeys)
    {
        var client = hasKeys
            ? provider.Register(new { grant_types = new[] { "client_credentials" }, response_types = Array.Empty<string>(), redirect_uris = Array.Empty<string>() })
            : (Id: "", Secret: "", Endpoint: "", Token: OidcProvider.InitialToken);
        using var session = DecoratedSession.Open(Store);
        using var token = Material(client.Token);
        session.Secrets.Create(new NewSecret { Name = "keeper", Value = token }, CancellationToken.None);
        var settings = hasKeys ? provider.Keys(client.Endpoint) : provider.Secrets();
        var identity = await session.OAuthClients.RegisterAsync(
            new NewOAuthClient { Name = "app", Settings = settings, ClientId = hasKeys ? client.Id : null, Administrator = "keeper" }, CancellationToken.None);
        var template = new FileTargetSettings { Path = Consumer, Layout = FileLayout.Template, Template = "{{username}}\n{{password}}" };
        session.Targets.Add(new NewTarget { IdentityId = identity.Id, Settings = template }, CancellationToken.None);
        var published = session.Rotation.PublishAsync([identity.Id], null, CancellationToken.None).ToBlockingEnumerable().Single();
        Assert.True(published.Outcome == RotationOutcome.Completed, published.Reason);
        return (identity, settings);
    }

    private async Task AssertConsumerLogsInAsync(OAuthClientSettings settings) => Assert.Equal(LoginAnswer.Accepted, await LogInAsync(settings));

    private Task<LoginAnswer> LogInAsync(OAuthClientSettings settings)
    {
        var (id, credential) = ReadConsumer();
        return LogInAsync(settings, id, credential);
    }

    private async Task<LoginAnswer> LogInAsync(OAuthClientSettings settings, string id, string secret)
    {
        using var credential = new AccountCredential(id, Material(secret));
        return await _server.LogInAsync(settings, credential, CancellationToken.None);
    }

    private (string Id, string Credential) ReadConsumer() =>
        File.ReadAllText(Consumer).Split('\n', 2) is [var id, var credential] ? (id, credential) : throw new InvalidDataException(Consumer);

    private static KeyMaterial Material(string text) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));
}
