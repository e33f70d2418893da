using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing.Succession;
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
    private readonly AuthorityHeritage _heritage;
    private readonly CrossSigner _crossSigner;
    private readonly ICertificateReader _reader;
    private readonly Sealer _sealer;

    internal AuthorityBook(
        IInventory inventory, ActLedger ledger, Sealer sealer, IKeyFactory keys, ICertificateEncoder encoder, ICertificateReader reader, TimeProvider time)
    {
        (_inventory, _ledger, _keys, _reader, _sealer) = (inventory, ledger, keys, reader, sealer);
        _finder = new AuthorityFinder(inventory, reader, sealer, time);
        var forge = new CertificateForge(keys, encoder, sealer, time);
        _forge = new AuthorityForge(keys, encoder, forge, time);
        _heritage = new AuthorityHeritage(inventory, _finder);
        _crossSigner = new CrossSigner(keys, encoder, forge, time);
    }

    /// <summary>
    /// Makes a root, or an intermediate below its parent; it is committed, key sealed, when this returns. One that replaces another is
    /// prepared: it issues nothing yet, and the trust bundles of the other are its own from now on.
    /// </summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.IdentityExists"/>, <see cref="MimErrorCause.AuthorityNotFound"/>,
    /// <see cref="MimErrorCause.AuthorityUnusable"/>, <see cref="MimErrorCause.LifetimeExceedsIssuer"/>,
    /// <see cref="MimErrorCause.InvalidName"/>, <see cref="MimErrorCause.InvalidArgument"/>, <see cref="MimErrorCause.WrongState"/>.
    /// </exception>
    public CertificateAuthority Create(NewAuthority request, CancellationToken cancellationToken)
    {
        var (complete, replaced) = _heritage.Complete(request, cancellationToken);
        var wanted = AuthorityRules.Normalize(complete);
        using var parent = wanted.Parent is null ? null : _finder.Load(_finder.Choose(wanted.Parent, cancellationToken));
        using var parentKey = parent?.LoadKey(_keys);
        var (version, sealedKey, identity, forged) = _forge.Forge(wanted, parent, parentKey);
        var record = replaced is null ? forged : forged with { ReplacesId = replaced.Id, State = AuthorityState.Prepared };
        var crossSigned = wanted.CrossSign ? CrossSign(replaced!, identity, version, record, sealedKey) : [];
        _ledger.Commit(
            (transaction, acts) =>
            {
                if (parent is not null && transaction.Identities.Get(parent.Identity.Id) is not { Status: VersionState.Active })
                {
                    throw new MimException(MimErrorCause.AuthorityUnusable, $"Authority '{parent.Identity.Name}' stopped issuing meanwhile.", parent.Identity.Name);
                }

                if (replaced is not null)
                {
                    AuthorityHeritage.RequireReplaceable(new AuthorityLine(transaction.Authorities), replaced, transaction.Identities);
                }

                transaction.Identities.Add(identity);
                transaction.Versions.Add(version);
                transaction.Sealed.Put(sealedKey);
                transaction.Authorities.Put(record);
                foreach (var certificate in crossSigned)
                {
                    transaction.Versions.Add(certificate);
                }

                BundleTargets.Settle(transaction, identity.Id, cancellationToken);
                acts.Record(ActOf(identity, version, replaced, crossSigned.Count > 0));
            },
            cancellationToken);
        return View(identity, record);
    }

    /// <summary>Throws what <see cref="Create"/> would throw, and changes nothing.</summary>
    public void Check(NewAuthority request, CancellationToken cancellationToken)
    {
        var (complete, replaced) = _heritage.Complete(request, cancellationToken);
        var wanted = AuthorityRules.Normalize(complete);
        using var parent = wanted.Parent is null ? null : _finder.Load(_finder.Choose(wanted.Parent, cancellationToken));
        _forge.Try(wanted, parent);
        if (wanted.CrossSign)
        {
            _finder.LoadForCrossSigning(replaced!).Dispose();
        }

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
                yield return View(identity, record);
            }
        }
    }

    /// <summary>Certificates from an authority's current one up to its root: DER.</summary>
    public IReadOnlyList<byte[]> ChainOf(Guid authorityId) =>
        _inventory.Identities.Get(authorityId)?.CurrentVersionId is { } version ? new ChainBuilder(_inventory).From(version) : [];

    private IReadOnlyList<CredentialVersion> CrossSign(
        MachineIdentity replaced, MachineIdentity identity, CredentialVersion version, AuthorityRecord record, SealedValue sealedKey)
    {
        using var old = _finder.LoadForCrossSigning(replaced);
        using var next = new SigningAuthority(identity, version, record, _reader.Read(version.Certificate), [], _sealer.Unseal(sealedKey));
        return _crossSigner.Both(old, next, _inventory.Versions.OfIdentity(replaced.Id)[^1].Number + 1);
    }

    private static Act ActOf(MachineIdentity identity, CredentialVersion version, MachineIdentity? replaced, bool isCrossSigned)
    {
        var act = VersionWriter.ActOf("CreateAuthority", identity, version);
        return replaced is null ? act : act with
        {
            Detail = new Dictionary<string, string>(act.Detail!)
            {
                ["replaces"] = replaced.Name, ["crossSigned"] = isCrossSigned ? "yes" : "no",
            },
        };
    }

    private string? NameOf(Guid? authorityId) => authorityId is { } id ? _inventory.Identities.Get(id)?.Name : null;

    private CertificateAuthority View(MachineIdentity identity, AuthorityRecord record) => new()
    {
        Identity = identity,
        Parent = NameOf(record.ParentId),
        State = record.State,
        Replaces = NameOf(record.ReplacesId),
        ReplacedBy = NameOf(new AuthorityLine(_inventory.Authorities).SuccessorOf(identity.Id)?.IdentityId),
        PathLength = record.PathLength,
        CrlUrls = record.CrlUrls,
        OcspUrls = record.OcspUrls,
        IssuerUrls = record.IssuerUrls,
        CrlLifetime = record.CrlLifetime,
        Certificate = identity.CurrentVersionId is { } version ? _inventory.Versions.Get(version)?.Certificate ?? [] : [],
    };
}
