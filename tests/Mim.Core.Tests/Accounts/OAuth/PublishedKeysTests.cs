using System.Text.Json.Nodes;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Rotation;
using Mim.Core.Vault;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Accounts.OAuth;

/// <summary>One client with the keys of its versions side by side.</summary>
public sealed class PublishedKeysTests : IDisposable
{
    private readonly OAuthFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task The_first_delivery_publishes_the_first_key_and_leaves_the_rest_of_the_client()
    {
        var identity = await _fixture.DeliverAsync(OAuthFixture.Keys);
        Assert.Equal((IdentityKind.OAuthClient, OAuthFixture.KeysId, "EcdsaP256"), (identity.Kind, identity.Subject, identity.KeyAlgorithm));
        Assert.Equal([_fixture.KeyId(identity, 1)], _fixture.PublishedKeys());
        var client = JsonNode.Parse(_fixture.Server.Clients[OAuthFixture.KeysId].Metadata)!;
        Assert.Equal(("theirs", "private_key_jwt"), (client["client_name"]!.GetValue<string>(), client["token_endpoint_auth_method"]!.GetValue<string>()));
        Assert.Null(client["token_endpoint_auth_signing_alg"]);
        Assert.True(await _fixture.ConsumerLogsInAsync());
    }

    [Fact]
    public async Task A_rotated_key_stands_beside_the_old_one_for_the_overlap_of_the_policy()
    {
        _fixture.Overlap(TimeSpan.FromHours(4));
        var identity = await _fixture.DeliverAsync(OAuthFixture.Keys);
        Assert.Equal(RotationOutcome.Overlapping, _fixture.Rotate(identity).Outcome);
        Assert.Equal([_fixture.KeyId(identity, 1), _fixture.KeyId(identity, 2)], _fixture.PublishedKeys());
        Assert.True(await _fixture.ConsumerLogsInAsync());

        _fixture.Time.Now += TimeSpan.FromHours(4);
        Assert.Equal(RotationOutcome.Completed, _fixture.Resume().Outcome);
        Assert.Equal([_fixture.KeyId(identity, 2)], _fixture.PublishedKeys());
        Assert.True(await _fixture.ConsumerLogsInAsync());
    }

    [Fact]
    public async Task The_key_is_sealed_before_it_is_published()
    {
        var identity = await _fixture.DeliverAsync(OAuthFixture.Keys);
        _fixture.Server.Before = method => Assert.True(
            method != nameof(ClientVerb.Update) || _fixture.Session.Identities.Versions(identity.Id).Any(version => version is { Number: 2, HasPrivateKey: true }));
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(identity).Outcome);
    }

    [Fact]
    public async Task A_token_that_the_server_exchanges_is_the_secret_from_then_on()
    {
        _fixture.Server.RotatesTokens = true;
        var identity = await _fixture.DeliverAsync(OAuthFixture.Keys);
        for (var number = 2; number <= 3; number++)
        {
            Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(identity).Outcome);
            Assert.Equal([_fixture.KeyId(identity, number)], _fixture.PublishedKeys());
        }

        using var token = Read("keeper");
        Assert.True(OAuthFixture.Material(_fixture.Server.Clients[OAuthFixture.KeysId].Token).Span.SequenceEqual(token.Value!.Span));
    }

    [Theory]
    [InlineData(nameof(ClientVerb.Read))]
    [InlineData(nameof(ClientVerb.Update))]
    [InlineData("LogInAsync")]
    public async Task Trouble_of_the_server_leaves_the_old_key_alone(string method)
    {
        var identity = await _fixture.DeliverAsync(OAuthFixture.Keys);
        var calls = 0;
        _fixture.Server.Before = called =>
        {
            if (called == method && ++calls == 1)
            {
                throw new MimException(MimErrorCause.InstallFailed, "The server goes away.");
            }
        };
        Assert.Equal(RotationOutcome.RolledBack, _fixture.Rotate(identity).Outcome);
        Assert.Equal([_fixture.KeyId(identity, 1)], _fixture.PublishedKeys());
        Assert.True(await _fixture.ConsumerLogsInAsync());
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(identity).Outcome);
    }

    [Fact]
    public async Task An_undone_rotation_publishes_the_old_key_again()
    {
        var identity = await _fixture.DeliverAsync(OAuthFixture.Keys);
        var rotated = _fixture.Rotate(identity);
        Assert.Equal(RotationOutcome.Undone, (await _fixture.Session.Rotation.UndoAsync(rotated.RotationId!.Value, CancellationToken.None)).Outcome);
        Assert.Equal([_fixture.KeyId(identity, 1)], _fixture.PublishedKeys());
        Assert.True(await _fixture.ConsumerLogsInAsync());
    }

    [Fact]
    public async Task A_server_that_lets_everybody_in_proves_nothing()
    {
        var identity = await _fixture.DeliverAsync(OAuthFixture.Keys);
        _fixture.Server.IsOpen = true;
        var result = _fixture.Rotate(identity);
        Assert.Contains("what nobody has", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_with_keys_of_its_own_place_is_left_alone()
    {
        var client = _fixture.Server.Clients[OAuthFixture.KeysId];
        _fixture.Server.Clients[OAuthFixture.KeysId] = client with { Metadata = """{"jwks_uri":"https://app.test/jwks"}""" };
        var identity = await _fixture.RegisterAsync(OAuthFixture.Keys);
        var result = _fixture.Session.Rotation.PublishAsync([identity.Id], null, CancellationToken.None).ToBlockingEnumerable().Single();
        Assert.Contains("https://app.test/jwks", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"jwks":5}""")]
    [InlineData("""{"jwks":{"keys":{}}}""")]
    [InlineData("""{"jwks":{"keys":["a"]}}""")]
    [InlineData("""{"jwks":{"keys":[{"kid":1}]}}""")]
    [InlineData("""{"token_endpoint_auth_signing_alg":[]}""")]
    public async Task A_client_that_is_told_of_strangely_is_trouble(string metadata)
    {
        _fixture.Server.Clients[OAuthFixture.KeysId] = _fixture.Server.Clients[OAuthFixture.KeysId] with { Metadata = metadata };
        var identity = await _fixture.RegisterAsync(OAuthFixture.Keys);
        var result = _fixture.Session.Rotation.PublishAsync([identity.Id], null, CancellationToken.None).ToBlockingEnumerable().Single();
        Assert.Equal(MimErrorCause.InstallFailed, result.Error!.Cause);
        Assert.Equal(metadata, _fixture.Server.Clients[OAuthFixture.KeysId].Metadata);
    }

    [Fact]
    public async Task A_key_that_the_client_has_is_proved_and_taken_in()
    {
        var identity = await _fixture.DeliverAsync(OAuthFixture.Keys with { KeyAlgorithm = KeyAlgorithm.Ed25519 });
        var pem = File.ReadAllText(_fixture.Consumer).Split(':', 2)[1];
        await _fixture.Session.Disposer.DisposeOfAsync(identity.Id, "Registered again", isForced: true, CancellationToken.None);
        using var key = OAuthFixture.Material(pem);
        var again = await _fixture.RegisterAsync(OAuthFixture.Keys with { Name = "again", Credential = key });
        Assert.Equal(("Ed25519", 1), (again.KeyAlgorithm, _fixture.Session.Targets.Find(again.Id, CancellationToken.None).Single().InstalledVersion));

        using var wrong = OAuthFixture.Material("no key");
        var error = await Assert.ThrowsAsync<MimException>(() => _fixture.RegisterAsync(OAuthFixture.Keys with { Name = "wrong", Credential = wrong }));
        Assert.Contains(error.Cause, (MimErrorCause[])[MimErrorCause.InvalidKey, MimErrorCause.InvalidArgument]);
    }

    private SecretReading Read(string name)
    {
        var identity = _fixture.Session.Identities.Find(new IdentityQuery { Names = [name] }, CancellationToken.None).Single();
        return _fixture.Session.Secrets.Read([new SecretQuestion(identity.Id, null)], "SecureString", CancellationToken.None).Single();
    }
}
