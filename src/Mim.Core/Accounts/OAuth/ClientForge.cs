using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Vault;

namespace Mim.Core.Accounts.OAuth;

/// <summary>Makes versions of clients and seals them, without writing them.</summary>
internal sealed class ClientForge(SecretForge forge, Sealer sealer, IKeyFactory keys, IJsonWebKeyCodec codec)
{
    /// <summary>Opens what sealing takes: it is to fail before a server gives what cannot be kept.</summary>
    public void Open(CancellationToken cancellationToken) => forge.Open(cancellationToken);

    /// <summary>A key pair.</summary>
    /// <param name="order">What is wanted.</param>
    /// <param name="clientId">Whose key it is.</param>
    /// <param name="pem">The key that it has; stays the caller's. Null to make one.</param>
    /// <param name="cancellationToken">Stops waiting for the store.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: a key that signs no JSON Web Tokens.</exception>
    public PreparedVersion Key(ClientOrder order, string clientId, KeyMaterial? pem, CancellationToken cancellationToken)
    {
        using var key = pem is null ? keys.Generate(order.Template.KeyAlgorithm!.Value) : ClientKey.Read(pem, keys);
        _ = codec.AlgorithmOf(key.SubjectPublicKeyInfo);
        using var written = ClientKey.Write(key);
        var prepared = Secret(order with { Template = order.Template with { KeyAlgorithm = key.Algorithm } }, clientId, written, cancellationToken);
        return prepared with { Version = prepared.Version with { KeyFingerprint = ClientKey.IdOf(key), KeyAlgorithm = key.Algorithm.ToString() } };
    }

    /// <summary>The secret of a client that is there, and its registration access token.</summary>
    public PreparedVersion Known(ClientOrder order, NewOAuthClient client, CancellationToken cancellationToken) =>
        WithToken(Secret(order, client.ClientId!, client.Credential!, cancellationToken), client.ClientToken!);

    /// <summary>What a server answered to a registration. It ends when the server says so, if that is sooner.</summary>
    public PreparedVersion Given(ClientOrder order, ClientAnswer answer)
    {
        var template = order.Template with { ClientEndpoint = answer.Endpoint };
        var prepared = WithToken(Secret(order with { Template = template }, answer.ClientId, answer.Secret!, CancellationToken.None), answer.Token!);
        return answer.SecretExpiresAt is { } end && end < prepared.Version.NotAfter
            ? prepared with { Version = prepared.Version with { NotAfter = end } }
            : prepared;
    }

    private PreparedVersion Secret(ClientOrder order, string clientId, KeyMaterial secret, CancellationToken cancellationToken)
    {
        var prepared = forge.Forge(order.IdentityId, order.Number, new SecretContent(secret, null, clientId), order.Lifetime, cancellationToken);
        return prepared with { Version = prepared.Version with { Template = order.Template.ToJson() } };
    }

    private PreparedVersion WithToken(PreparedVersion prepared, KeyMaterial token) =>
        prepared with { SealedToken = sealer.Seal(prepared.Version.Id, SealedPurpose.ClientToken, token.Span) };
}
