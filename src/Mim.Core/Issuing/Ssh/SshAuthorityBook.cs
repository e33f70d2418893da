using System.Security.Cryptography;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing.Succession;
using Mim.Core.Ports;
using Mim.Core.Stores;

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
    private readonly SshAuthorityHeritage _heritage;

    internal SshAuthorityBook(
        IInventory inventory, ActLedger ledger, SshKeyForge forge, ISshKeyEncoder encoder, SshAuthorityFinder finder)
    {
        (_inventory, _ledger, _forge, _encoder) = (inventory, ledger, forge, encoder);
        _heritage = new SshAuthorityHeritage(inventory, finder);
    }

    /// <summary>What is to take the place of an authority and is like it; whatever else is wanted may be changed of that.</summary>
    /// <param name="name">Its own name.</param>
    /// <param name="replaces">Name of the authority whose place it takes.</param>
    /// <param name="cancellationToken">Stops looking for that.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AuthorityNotFound"/>; <see cref="MimErrorCause.WrongState"/>, naming why its place is not to be taken.
    /// </exception>
    public NewSshAuthority Next(string name, string replaces, CancellationToken cancellationToken) =>
        _heritage.Next(name, replaces, cancellationToken);

    /// <summary>
    /// Makes an authority; it is committed, key sealed, when this returns. One that replaces another is prepared: it certifies nothing
    /// yet, and the files that trust the other are its own from now on.
    /// </summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.IdentityExists"/>, <see cref="MimErrorCause.InvalidName"/>, <see cref="MimErrorCause.InvalidArgument"/>,
    /// <see cref="MimErrorCause.AuthorityNotFound"/>, <see cref="MimErrorCause.WrongState"/>.
    /// </exception>
    public SshAuthority Create(NewSshAuthority request, CancellationToken cancellationToken)
    {
        var wanted = Normalize(request);
        var replaced = _heritage.Replaced(wanted, cancellationToken);
        var template = new SshKeyTemplate
        {
            KeyAlgorithm = wanted.KeyAlgorithm, Comment = wanted.Comment!, Lifetime = wanted.Lifetime, AuthorityUse = wanted.Use,
        };
        var identity = wanted.ToIdentity(IdentityKind.SshAuthority, _ledger.Now);
        var prepared = _forge.Forge(template, wanted.Lifetime ?? _defaultLifetime, identity.Id, number: 1);
        var version = prepared.Version with { State = VersionState.Active, StateReason = "Created" };
        var record = new AuthorityRecord
        {
            IdentityId = identity.Id,
            ReplacesId = replaced?.Id,
            State = replaced is null ? AuthorityState.Active : AuthorityState.Prepared,
        };
        var written = _ledger.Commit(
            (transaction, acts) =>
            {
                if (replaced is not null)
                {
                    AuthorityHeritage.RequireReplaceable(new AuthorityLine(transaction.Authorities), replaced, transaction.Identities);
                }

                var added = VersionWriter.AddNew(
                    transaction, acts, "CreateSshAuthority", identity, prepared with { Version = version }, authority: null, Replacing(replaced));
                transaction.Authorities.Put(record);
                BundleTargets.Settle(transaction, identity.Id, cancellationToken);
                return added;
            },
            cancellationToken);
        return View(written, version);
    }

    /// <summary>Throws what <see cref="Create"/> would throw, and changes nothing.</summary>
    public void Check(NewSshAuthority request, CancellationToken cancellationToken)
    {
        var wanted = Normalize(request);
        _heritage.Replaced(wanted, cancellationToken);
        NameHolders.RequireFree(_inventory.Identities, IdentityKind.SshAuthority, wanted.Name, cancellationToken);
    }

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

    private static Dictionary<string, string> Replacing(MachineIdentity? replaced) =>
        replaced is null ? [] : new() { ["replaces"] = replaced.Name };

    private string? NameOf(Guid? authorityId) => authorityId is { } id ? _inventory.Identities.Get(id)?.Name : null;

    private SshAuthority View(MachineIdentity identity, CredentialVersion version)
    {
        var line = new AuthorityLine(_inventory.Authorities);
        var record = line.Get(identity.Id).Required($"the record of authority '{identity.Name}'");
        var template = SshKeyTemplate.FromJson(version.Template)!;
        return new SshAuthority
        {
            Identity = identity,
            Use = template.AuthorityUse,
            State = record.State,
            Replaces = NameOf(record.ReplacesId),
            ReplacedBy = NameOf(line.SuccessorOf(identity.Id)?.IdentityId),
            SshFingerprint = $"SHA256:{Convert.ToBase64String(SHA256.HashData(version.Certificate!)).TrimEnd('=')}",
            PublicKey = _encoder.FormatPublic(SshKeyFormat.OpenSsh, version.Certificate, template.Comment).TrimEnd('\n'),
        };
    }
}
