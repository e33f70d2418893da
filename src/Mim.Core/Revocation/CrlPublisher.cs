using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Stores;

namespace Mim.Core.Revocation;

/// <summary>Makes full CRLs (RFC 5280 section 5): recorded first, then written where clients fetch them.</summary>
public sealed class CrlPublisher
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly ICrlCodec _codec;
    private readonly IKeyFactory _keys;
    private readonly IFileWriter _files;
    private readonly AuthorityFinder _finder;

    internal CrlPublisher(
        IInventory inventory, ActLedger ledger, Sealer sealer, ICrlCodec codec, IKeyFactory keys, ICertificateReader reader, IFileWriter files, TimeProvider time)
    {
        (_inventory, _ledger, _codec, _keys, _files) = (inventory, ledger, codec, keys, files);
        _finder = new AuthorityFinder(inventory, reader, sealer, time);
    }

    /// <summary>Signs the next list of an authority. A certificate that has expired is on one more list, then leaves.</summary>
    /// <param name="authorityId">The authority's identity.</param>
    /// <param name="path">Full path to write the DER to as well; null for the store only.</param>
    /// <param name="lifetime">Time to the next update; null for the authority's setting.</param>
    /// <param name="cancellationToken">Stops before the list is recorded.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.AuthorityUnusable"/>, <see cref="MimErrorCause.IdentityNotFound"/>.</exception>
    public RevocationList Publish(Guid authorityId, string? path, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        var identity = _inventory.Identities.Get(authorityId) ?? throw IdentityCatalog.NotFound(authorityId);
        if (lifetime <= TimeSpan.Zero)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"A list of '{identity.Name}' must last longer than {lifetime}.", identity.Name);
        }

        using var authority = _finder.LoadForLists(identity);
        using var key = authority.LoadKey(_keys);
        var list = _ledger.Commit((transaction, acts) => Sign(transaction, acts, authority, key, lifetime, cancellationToken), cancellationToken);
        if (path is not null)
        {
            _files.Write(path, ownerOnly: false, overwrite: true, output => output.Write(list.Der));
        }

        return list;
    }

    /// <summary>Lists published so far, newest first.</summary>
    public IEnumerable<RevocationList> Find(Guid? authorityId, CancellationToken cancellationToken) => _inventory.Revocations.Lists(authorityId, cancellationToken);

    private RevocationList Sign(
        IInventoryTransaction transaction, ActScope acts, SigningAuthority authority, ISigningKey key, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        var record = transaction.Authorities.Get(authority.Identity.Id).Required($"the record of authority '{authority.Identity.Name}'");
        var thisUpdate = DateTimeOffset.FromUnixTimeSeconds(acts.Now.ToUnixTimeSeconds());
        var pending = transaction.Revocations.Pending(authority.Identity.Id, cancellationToken).ToList();
        var list = new RevocationList
        {
            AuthorityId = authority.Identity.Id,
            Authority = authority.Identity.Name,
            Number = record.NextCrlNumber,
            ThisUpdate = thisUpdate,
            NextUpdate = thisUpdate + (lifetime ?? record.CrlLifetime),
            EntryCount = pending.Count,
            Der = [],
        };
        list = list with
        {
            Der = _codec.Encode(
                new CrlSpec
                {
                    IssuerName = authority.Facts.SubjectName,
                    AuthorityKeyIdentifier = authority.Facts.SubjectKeyIdentifier!,
                    Number = list.Number,
                    ThisUpdate = list.ThisUpdate,
                    NextUpdate = list.NextUpdate,
                    DistributionPoints = record.CrlUrls,
                    Entries = pending.Select(entry => new CrlEntry(entry.SerialNumber, entry.RevokedAt, entry.Reason, entry.InvalidityDate)),
                },
                key),
        };
        foreach (var expired in pending.Where(entry => entry.NotAfter < thisUpdate))
        {
            transaction.Revocations.Put(expired with { LastListNumber = list.Number });
        }

        transaction.Authorities.Put(record with { NextCrlNumber = list.Number + 1 });
        transaction.Revocations.AddList(list);
        acts.Record(new Act("PublishRevocationList", "Authority", list.AuthorityId.ToString(), list.Authority, new Dictionary<string, string>
        {
            ["number"] = list.Number.ToString(CultureInfo.InvariantCulture),
            ["entries"] = list.EntryCount.ToString(CultureInfo.InvariantCulture),
            ["nextUpdate"] = CanonicalJson.Timestamp(list.NextUpdate),
        }));
        return list;
    }
}
