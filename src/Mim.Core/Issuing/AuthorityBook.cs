using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing;

/// <summary>The built-in authorities of a store.</summary>
public sealed class AuthorityBook
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly IKeyFactory _keys;
    private readonly AuthorityFinder _finder;
    private readonly AuthorityForge _forge;

    internal AuthorityBook(
        IInventory inventory, ActLedger ledger, Sealer sealer, IKeyFactory keys, ICertificateEncoder encoder, ICertificateReader reader, TimeProvider time)
    {
        (_inventory, _ledger, _keys) = (inventory, ledger, keys);
        _finder = new AuthorityFinder(inventory, reader, sealer, time);
        _forge = new AuthorityForge(keys, encoder, new CertificateForge(keys, encoder, sealer, time), time);
    }

    /// <summary>Makes a root, or an intermediate below its parent; it is committed, key sealed, when this returns.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.IdentityExists"/>, <see cref="MimErrorCause.AuthorityNotFound"/>,
    /// <see cref="MimErrorCause.AuthorityUnusable"/>, <see cref="MimErrorCause.LifetimeExceedsIssuer"/>,
    /// <see cref="MimErrorCause.InvalidName"/>, <see cref="MimErrorCause.InvalidArgument"/>.
    /// </exception>
    public CertificateAuthority Create(NewAuthority request, CancellationToken cancellationToken)
    {
        var wanted = AuthorityRules.Normalize(request);
        using var parent = wanted.Parent is null ? null : _finder.Load(_finder.Choose(wanted.Parent, cancellationToken));
        using var parentKey = parent?.LoadKey(_keys);
        var (version, sealedKey, identity, record) = _forge.Forge(wanted, parent, parentKey);
        _ledger.Commit(
            (transaction, acts) =>
            {
                if (parent is not null && transaction.Identities.Get(parent.Identity.Id) is not { Status: VersionState.Active })
                {
                    throw new MimException(MimErrorCause.AuthorityUnusable, $"Authority '{parent.Identity.Name}' stopped issuing meanwhile.", parent.Identity.Name);
                }

                transaction.Identities.Add(identity);
                transaction.Versions.Add(version);
                transaction.Sealed.Put(sealedKey);
                transaction.Authorities.Put(record);
                acts.Record(VersionWriter.ActOf("CreateAuthority", identity, version));
            },
            cancellationToken);
        return View(identity, record, parent?.Identity.Name);
    }

    /// <summary>Throws what <see cref="Create"/> would throw, and changes nothing.</summary>
    public void Check(NewAuthority request, CancellationToken cancellationToken)
    {
        var wanted = AuthorityRules.Normalize(request);
        using var parent = wanted.Parent is null ? null : _finder.Load(_finder.Choose(wanted.Parent, cancellationToken));
        _forge.Try(wanted, parent);
        var query = new IdentityQuery { Names = [Wildcard.Escape(wanted.Name)], Kinds = [IdentityKind.CertificateAuthority], IncludeDestroyed = true };
        if (_inventory.Identities.Find(query, cancellationToken).Any())
        {
            throw new MimException(MimErrorCause.IdentityExists, $"There is an authority '{wanted.Name}' already.", wanted.Name);
        }
    }

    /// <summary>Authorities by name, wildcards allowed; all when none is named.</summary>
    public IEnumerable<CertificateAuthority> Find(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var records = _inventory.Authorities.All().ToDictionary(record => record.IdentityId);
        var query = new IdentityQuery { Kinds = [IdentityKind.CertificateAuthority], Names = names };
        foreach (var identity in _inventory.Identities.Find(query, cancellationToken))
        {
            if (records.TryGetValue(identity.Id, out var record))
            {
                yield return View(identity, record, record.ParentId is { } parent ? _inventory.Identities.Get(parent)?.Name : null);
            }
        }
    }

    /// <summary>Certificates from an authority's current one up to its root: DER.</summary>
    public IReadOnlyList<byte[]> ChainOf(Guid authorityId) =>
        _inventory.Identities.Get(authorityId)?.CurrentVersionId is { } version ? new ChainBuilder(_inventory.Versions).From(version) : [];

    private CertificateAuthority View(MachineIdentity identity, AuthorityRecord record, string? parent) => new()
    {
        Identity = identity,
        Parent = parent,
        PathLength = record.PathLength,
        CrlUrls = record.CrlUrls,
        OcspUrls = record.OcspUrls,
        IssuerUrls = record.IssuerUrls,
        CrlLifetime = record.CrlLifetime,
        Certificate = identity.CurrentVersionId is { } version ? _inventory.Versions.Get(version)?.Certificate ?? [] : [],
    };
}
