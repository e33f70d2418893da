using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Stores;
using Mim.Core.Tokens.Jose;

namespace Mim.Core.Tokens;

/// <summary>Signs tokens with the current key of an authority.</summary>
internal sealed class TokenSigner(IInventory inventory, Sealer sealer, IKeyFactory keys, IJsonWebTokenCodec codec)
{
    /// <exception cref="MimException"><see cref="MimErrorCause.AuthorityNotFound"/>, <see cref="MimErrorCause.AuthorityUnusable"/>.</exception>
    public SigningTokenAuthority Require(string name, DateTimeOffset now)
    {
        var query = new IdentityQuery { Kinds = [IdentityKind.TokenAuthority], Names = [Wildcard.Escape(name)], First = 1 };
        var identity = inventory.Identities.Find(query, CancellationToken.None).FirstOrDefault()
            ?? throw new MimException(MimErrorCause.AuthorityNotFound, $"There is no authority '{name}'. Make one with New-MachineTokenAuthority.", name);
        return Usable(identity, now);
    }

    /// <exception cref="MimException"><see cref="MimErrorCause.AuthorityUnusable"/>.</exception>
    public SigningTokenAuthority Require(Guid id, DateTimeOffset now) => Usable(inventory.Identities.Get(id).Required("the authority of a token"), now);

    /// <summary>The token that a version is, in ASCII; the caller disposes it.</summary>
    public KeyMaterial Sign(SigningTokenAuthority authority, string subject, CredentialVersion version, TokenTerms terms)
    {
        using var pkcs8 = sealer.Unseal(inventory.Sealed, authority.Version.Id, SealedPurpose.PrivateKey);
        using var key = keys.Import(pkcs8.Span);
        var claims = new TokenClaims
        {
            Issuer = authority.Template.Issuer,
            Subject = subject,
            Audiences = terms.Audiences,
            Scopes = terms.Scopes,
            TokenId = version.Id.ToString(),
            IssuedAt = version.NotBefore!.Value,
            ExpiresAt = version.NotAfter!.Value,
        };
        return codec.Sign(claims, TokenKeyId.Of(authority.Version), key);
    }

    private SigningTokenAuthority Usable(MachineIdentity identity, DateTimeOffset now)
    {
        var isUsable = identity is { Status: VersionState.Active, HasPrivateKey: true, CurrentVersionId: not null } && identity.NotAfter > now;
        if (!isUsable)
        {
            throw new MimException(
                MimErrorCause.AuthorityUnusable, $"Authority '{identity.Name}' is {identity.Status}, ended or without its key, and cannot sign.", identity.Name);
        }

        var version = inventory.Versions.Get(identity.CurrentVersionId!.Value).Required("the current key of an authority");
        return new SigningTokenAuthority(identity, version, TokenAuthorityTemplate.FromJson(version.Template).Required("how an authority was made"));
    }
}
