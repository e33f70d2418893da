using System.Text.Json.Nodes;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Accounts.OAuth;

/// <summary>Clients of which each has its own secret, made by the server.</summary>
public sealed class SuccessiveClientsTests : IDisposable
{
    private readonly OAuthFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    private string Only => Assert.Single(_fixture.Server.Clients.Keys, id => id != OAuthFixture.KeysId);

    [Fact]
    public async Task A_client_is_registered_and_its_secret_sealed_at_once()
    {
        var identity = await _fixture.RegisterAsync(OAuthFixture.Secrets);
        Assert.Equal((IdentityKind.OAuthClient, VersionState.Active, Only), (identity.Kind, identity.Status, identity.Subject));
        Assert.True(identity.HasPrivateKey);
        var client = JsonNode.Parse(_fixture.Server.Clients[Only].Metadata)!;
        Assert.Equal(("app", "read", "client_secret_basic"), (Text("client_name"), Text("scope"), Text("token_endpoint_auth_method")));
        Assert.Equal(1, _fixture.Session.Targets.Find(identity.Id, CancellationToken.None).Single().InstalledVersion);

        string Text(string name) => client[name]!.GetValue<string>();
    }

    [Fact]
    public async Task The_next_secret_is_that_of_another_client_and_the_old_one_is_deleted()
    {
        var identity = await _fixture.DeliverAsync(OAuthFixture.Secrets);
        var old = Only;
        _fixture.Server.Clients[old] = _fixture.Server.Clients[old] with { Metadata = _fixture.Server.Clients[old].Metadata.Replace("{", "{\"contacts\":[\"ops\"],", StringComparison.Ordinal) };
        var result = _fixture.Rotate(identity);
        Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason);
        Assert.NotEqual(old, Only);
        Assert.Equal("ops", JsonNode.Parse(_fixture.Server.Clients[Only].Metadata)!["contacts"]![0]!.GetValue<string>());
        Assert.Equal(Only, _fixture.Session.Identities.Get(identity.Id).Subject);
        Assert.True(await _fixture.ConsumerLogsInAsync());
        Assert.False(_fixture.Version(identity, 1).HasPrivateKey);
        Assert.All(_fixture.Session.Store.Test(CancellationToken.None), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public async Task Both_are_let_in_for_the_overlap_of_the_policy()
    {
        _fixture.Overlap(TimeSpan.FromHours(4));
        var identity = await _fixture.DeliverAsync(OAuthFixture.Secrets);
        var old = Only;
        Assert.Equal(RotationOutcome.Overlapping, _fixture.Rotate(identity).Outcome);
        Assert.Contains(old, _fixture.Server.Clients.Keys);
        Assert.True(await _fixture.ConsumerLogsInAsync());
        _fixture.Time.Now += TimeSpan.FromHours(4);
        Assert.Equal(RotationOutcome.Completed, _fixture.Resume().Outcome);
        Assert.NotEqual(old, Only);
    }

    [Theory]
    [InlineData(nameof(ClientVerb.Read))]
    [InlineData(nameof(ClientVerb.Register))]
    [InlineData("LogInAsync")]
    public async Task Trouble_of_the_server_leaves_the_old_client_and_no_other(string method)
    {
        var identity = await _fixture.DeliverAsync(OAuthFixture.Secrets);
        var old = Only;
        var calls = 0;
        _fixture.Server.Before = called =>
        {
            if (called == method && ++calls == 1)
            {
                throw new MimException(MimErrorCause.InstallFailed, "The server goes away.");
            }
        };
        Assert.Equal(RotationOutcome.RolledBack, _fixture.Rotate(identity).Outcome);
        Assert.Equal(old, Only);
        Assert.True(await _fixture.ConsumerLogsInAsync());
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(identity).Outcome);
    }

    [Fact]
    public async Task A_client_that_cannot_be_deleted_yet_is_deleted_later()
    {
        var identity = await _fixture.DeliverAsync(OAuthFixture.Secrets);
        var old = Only;
        _fixture.Server.Before = method =>
        {
            if (method == nameof(ClientVerb.Delete))
            {
                throw new MimException(MimErrorCause.InstallFailed, "The server goes away.");
            }
        };
        var result = _fixture.Rotate(identity);
        Assert.Equal(RotationOutcome.Overlapping, result.Outcome);
        Assert.Contains("goes away", result.Reason, StringComparison.Ordinal);
        _fixture.Server.Before = _ => { };
        _fixture.Time.Now += TimeSpan.FromDays(2);
        Assert.Equal(RotationOutcome.Completed, _fixture.Resume().Outcome);
        Assert.NotEqual(old, Only);
    }

    [Fact]
    public async Task A_client_that_somebody_deleted_is_no_trouble_when_it_is_replaced()
    {
        _fixture.Overlap(TimeSpan.FromHours(4));
        var identity = await _fixture.DeliverAsync(OAuthFixture.Secrets);
        var old = Only;
        Assert.Equal(RotationOutcome.Overlapping, _fixture.Rotate(identity).Outcome);
        _fixture.Server.Clients.TryRemove(old, out _);
        _fixture.Time.Now += TimeSpan.FromHours(4);
        Assert.Equal(RotationOutcome.Completed, _fixture.Resume().Outcome);
    }

    [Fact]
    public async Task What_was_deleted_is_not_gone_back_to()
    {
        var identity = await _fixture.DeliverAsync(OAuthFixture.Secrets);
        var rotated = _fixture.Rotate(identity);
        var error = await Assert.ThrowsAsync<MimException>(() => _fixture.Session.Rotation.UndoAsync(rotated.RotationId!.Value, CancellationToken.None));
        Assert.Equal(MimErrorCause.WrongState, error.Cause);
        Assert.Contains("deleted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_is_there_is_proved_and_replaced()
    {
        _fixture.Server.Clients["theirs"] = new FakeOAuthClient("""{"client_name":"theirs"}""", "Their-Secret-1", "Their-Token-1");
        using var secret = OAuthFixture.Material("Their-Secret-1");
        using var token = OAuthFixture.Material("Their-Token-1");
        using var wrong = OAuthFixture.Material("wrong");
        var wanted = OAuthFixture.Secrets with { ClientId = "theirs", Credential = secret, ClientToken = token, ClientEndpoint = FakeOAuthServer.EndpointOf("theirs") };
        var error = await Assert.ThrowsAsync<MimException>(() => _fixture.RegisterAsync(wanted with { Credential = wrong }));
        Assert.Equal(MimErrorCause.ProofFailed, error.Cause);

        var identity = await _fixture.DeliverAsync(wanted);
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(identity).Outcome);
        Assert.NotEqual("theirs", Only);
        Assert.Equal("theirs", JsonNode.Parse(_fixture.Server.Clients[Only].Metadata)!["client_name"]!.GetValue<string>());
        Assert.True(await _fixture.ConsumerLogsInAsync());
    }

    [Fact]
    public async Task What_is_said_of_a_client_by_halves_is_refused()
    {
        using var secret = OAuthFixture.Material("Their-Secret-1");
        foreach (var wanted in (NewOAuthClient[])[
            OAuthFixture.Secrets with { ClientId = "theirs" }, OAuthFixture.Secrets with { ClientId = "theirs", Credential = secret },
            OAuthFixture.Secrets with { Settings = FakeOAuthServer.Keys("a") }, OAuthFixture.Keys with { ClientId = null }, OAuthFixture.Keys with { ClientToken = secret },
            OAuthFixture.Keys with { Administrator = null },
            OAuthFixture.Secrets with { Settings = FakeOAuthServer.Secrets with { TokenEndpoint = "http://idp.test/token" } },
            OAuthFixture.Secrets with { Settings = FakeOAuthServer.Secrets with { Scope = "a\"b" } },
        ])
        {
            Assert.Equal(MimErrorCause.InvalidArgument, (await Assert.ThrowsAsync<MimException>(() => _fixture.RegisterAsync(wanted))).Cause);
        }

        Assert.Equal(OAuthFixture.KeysId, Assert.Single(_fixture.Server.Clients.Keys));
    }
}
