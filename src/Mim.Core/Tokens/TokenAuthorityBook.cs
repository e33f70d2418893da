using System.Security.Cryptography;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Tokens.Jose;

namespace Mim.Core.Tokens;

/// <summary>The authorities of tokens of a store: made, rotated, and their keys published for those who verify.</summary>
public sealed class TokenAuthorityBook : IVersionIssuer
{
    private static readonly TimeSpan _defaultLifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan _longestToken = TimeSpan.FromDays(366);

    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly Sealer _sealer;
    private readonly IKeyFactory _keys;
    private readonly IJsonWebKeyCodec _codec;
    private readonly IFileWriter _files;

    internal TokenAuthorityBook(IInventory inventory, ActLedger ledger, Sealer sealer, IKeyFactory keys, IJsonWebKeyCodec codec, IFileWriter files) =>
        (_inventory, _ledger, _sealer, _keys, _codec, _files) = (inventory, ledger, sealer, keys, codec, files);

    IReadOnlyList<IdentityKind> IVersionSource.Kinds { get; } = [IdentityKind.TokenAuthority];

    /// <summary>Makes an authority; it is committed, key sealed, when this returns.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InvalidArgument"/>, <see cref="MimErrorCause.InvalidKey"/>: a key that signs no tokens;
    /// <see cref="MimErrorCause.IdentityExists"/>.
    /// </exception>
    public TokenAuthority Create(NewTokenAuthority request, CancellationToken cancellationToken)
    {
        var wanted = Normalize(request);
        var identity = wanted.ToIdentity(IdentityKind.TokenAuthority, _ledger.Now);
        var template = new TokenAuthorityTemplate
        {
            KeyAlgorithm = wanted.KeyAlgorithm, Issuer = wanted.Issuer!, LongestToken = wanted.LongestToken, Lifetime = wanted.Lifetime ?? _defaultLifetime,
        };
        var prepared = Forge(template, identity.Id, number: 1).Issued(PolicyOf(identity));
        var written = _ledger.Commit(
            (transaction, acts) => VersionWriter.AddNew(transaction, acts, "CreateTokenAuthority", identity, prepared, authority: null), cancellationToken);
        return View(written, prepared.Version);
    }

    /// <summary>Throws what <see cref="Create"/> would throw, and changes nothing.</summary>
    public void Check(NewTokenAuthority request, CancellationToken cancellationToken) =>
        NameHolders.RequireFree(_inventory.Identities, IdentityKind.TokenAuthority, Normalize(request).Name, cancellationToken);

    /// <summary>The authority that an identity is; null for one of another kind.</summary>
    public TokenAuthority? Find(MachineIdentity identity) =>
        identity is { Kind: IdentityKind.TokenAuthority, CurrentVersionId: { } id } && _inventory.Versions.Get(id) is { } version ? View(identity, version) : null;

    /// <summary>
    /// The keys by which tokens of an authority are verified, as a JSON Web Key Set in UTF-8 (RFC 7517): the next one, the current one and
    /// those whose tokens have not ended.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityNotFound"/>, <see cref="MimErrorCause.WrongState"/>: no authority.</exception>
    public byte[] KeySet(Guid authorityId)
    {
        var identity = _inventory.Identities.Get(authorityId) ?? throw IdentityCatalog.NotFound(authorityId);
        if (identity.Kind != IdentityKind.TokenAuthority)
        {
            throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' is a {identity.Kind} and no authority of tokens.", identity.Name);
        }

        var keys = from version in _inventory.Versions.OfIdentity(authorityId)
                   let template = TokenAuthorityTemplate.FromJson(version.Template)
                   where template is not null && TokenKeyLife.IsPublished(version, template.LongestToken, _ledger.Now)
                   select new PublishedKey(TokenKeyId.Of(version), _codec.AlgorithmOf(version.Certificate!), version.Certificate!);
        return _codec.Write([.. keys.Reverse()]);
    }

    /// <summary>As <see cref="KeySet"/>, to a file.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>, <see cref="MimErrorCause.AccessDenied"/>, and those of <see cref="KeySet"/>.</exception>
    public void ExportTo(string path, Guid authorityId, bool overwrite)
    {
        var set = KeySet(authorityId);
        _files.Write(path, ownerOnly: false, overwrite, output => output.Write(set));
    }

    PreparedVersion IVersionIssuer.PrepareNext(MachineIdentity identity, CredentialVersion current, int number, CancellationToken cancellationToken)
    {
        var template = TokenAuthorityTemplate.FromJson(current.Template) ?? throw new MimException(
            MimErrorCause.Unsupported, $"'{identity.Name}' was not made here and cannot be made again.", identity.Name);
        return Forge(template, identity.Id, number).Due(PolicyOf(identity));
    }

    private static TokenAuthority View(MachineIdentity identity, CredentialVersion version)
    {
        var template = TokenAuthorityTemplate.FromJson(version.Template)!;
        return new TokenAuthority { Identity = identity, Issuer = template.Issuer, KeyId = TokenKeyId.Of(version), LongestToken = template.LongestToken };
    }

    private static NewTokenAuthority Normalize(NewTokenAuthority request)
    {
        var name = NameRules.IdentityName(request.Name);
        var issuer = request.Issuer ?? name;
        if (issuer.Length is 0 or > 2048 || issuer.Any(char.IsControl))
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"The issuer of '{name}' is not one line of 1 to 2048 characters.", name);
        }

        if (request.LongestToken <= TimeSpan.Zero || request.LongestToken > _longestToken || request.Lifetime <= TimeSpan.Zero)
        {
            throw new MimException(
                MimErrorCause.InvalidArgument, $"Tokens of '{name}' live up to {_longestToken.Days} days, and longer than nothing, as its key does.", name);
        }

        return request with { Name = name, Issuer = issuer };
    }

    private PreparedVersion Forge(TokenAuthorityTemplate template, Guid identityId, int number)
    {
        using var key = _keys.Generate(template.KeyAlgorithm);
        _ = _codec.AlgorithmOf(key.SubjectPublicKeyInfo);
        using var pkcs8 = key.ExportPkcs8();
        var fingerprint = Convert.ToHexString(SHA256.HashData(key.SubjectPublicKeyInfo.Span));
        var version = PreparedVersion.Begun(identityId, number, template.Lifetime, _ledger.Now) with
        {
            Fingerprint = fingerprint,
            KeyFingerprint = fingerprint,
            KeyAlgorithm = template.KeyAlgorithm.ToString(),
            Certificate = key.SubjectPublicKeyInfo.ToArray(),
            Template = template.ToJson(),
            HasPrivateKey = true,
        };
        return new PreparedVersion(version, _sealer.Seal(version.Id, SealedPurpose.PrivateKey, pkcs8.Span));
    }

    private IdentityPolicy PolicyOf(MachineIdentity identity) => PolicyBook.Merge(_inventory.Policies)[(int)identity.Criticality];
}
