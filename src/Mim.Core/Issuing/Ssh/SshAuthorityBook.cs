using System.Security.Cryptography;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Issuing.Ssh;

/// <summary>The authorities of SSH of a store.</summary>
public sealed class SshAuthorityBook
{
    private static readonly TimeSpan _defaultLifetime = TimeSpan.FromDays(3652);
    private static readonly TimeSpan _longestLifetime = TimeSpan.FromDays(36525);

    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly SshKeyForge _forge;
    private readonly ISshKeyEncoder _encoder;

    internal SshAuthorityBook(IInventory inventory, ActLedger ledger, SshKeyForge forge, ISshKeyEncoder encoder) =>
        (_inventory, _ledger, _forge, _encoder) = (inventory, ledger, forge, encoder);

    /// <summary>Makes an authority; it is committed, key sealed, when this returns.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.IdentityExists"/>, <see cref="MimErrorCause.InvalidName"/>, <see cref="MimErrorCause.InvalidArgument"/>.
    /// </exception>
    public SshAuthority Create(NewSshAuthority request, CancellationToken cancellationToken)
    {
        var wanted = Normalize(request);
        var template = new SshKeyTemplate
        {
            KeyAlgorithm = wanted.KeyAlgorithm, Comment = wanted.Comment!, Lifetime = wanted.Lifetime, AuthorityUse = wanted.Use,
        };
        var identity = wanted.ToIdentity(IdentityKind.SshAuthority, _ledger.Now);
        var prepared = _forge.Forge(template, wanted.Lifetime ?? _defaultLifetime, identity.Id, number: 1);
        var version = prepared.Version with { State = VersionState.Active, StateReason = "Created" };
        var written = _ledger.Commit(
            (transaction, acts) => VersionWriter.AddNew(
                transaction, acts, "CreateSshAuthority", identity, prepared with { Version = version }, authority: null),
            cancellationToken);
        return View(written, version);
    }

    /// <summary>Throws what <see cref="Create"/> would throw, and changes nothing.</summary>
    public void Check(NewSshAuthority request, CancellationToken cancellationToken) =>
        NameHolders.RequireFree(_inventory.Identities, IdentityKind.SshAuthority, Normalize(request).Name, cancellationToken);

    /// <summary>The authority that an identity is; null when it was found somewhere and signs nothing here.</summary>
    public SshAuthority? Find(MachineIdentity identity) =>
        identity.CurrentVersionId is { } id && _inventory.Versions.Get(id) is { Template: not null } version ? View(identity, version) : null;

    private static NewSshAuthority Normalize(NewSshAuthority request)
    {
        var name = NameRules.IdentityName(request.Name);
        SshRules.RequireLifetime(request.Lifetime, name);
        if (request.Lifetime > _longestLifetime)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"A lifetime of {request.Lifetime} for '{name}' is longer than {_longestLifetime}.", name);
        }

        return request with { Name = name, Comment = SshRules.Comment(request.Comment, name) };
    }

    private SshAuthority View(MachineIdentity identity, CredentialVersion version)
    {
        var template = SshKeyTemplate.FromJson(version.Template)!;
        return new SshAuthority
        {
            Identity = identity,
            Use = template.AuthorityUse,
            SshFingerprint = $"SHA256:{Convert.ToBase64String(SHA256.HashData(version.Certificate!)).TrimEnd('=')}",
            PublicKey = _encoder.FormatPublic(SshKeyFormat.OpenSsh, version.Certificate, template.Comment).TrimEnd('\n'),
        };
    }
}
