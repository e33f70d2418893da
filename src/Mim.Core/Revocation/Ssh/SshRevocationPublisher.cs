using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Revocation.Ssh;

/// <summary>Makes key revocation lists, each with all that is revoked in the store: recorded first, then written where servers read them.</summary>
public sealed class SshRevocationPublisher
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly ISshRevocationListCodec _codec;
    private readonly IFileWriter _files;

    internal SshRevocationPublisher(IInventory inventory, ActLedger ledger, ISshRevocationListCodec codec, IFileWriter files) =>
        (_inventory, _ledger, _codec, _files) = (inventory, ledger, codec, files);

    /// <summary>Makes the next list. A certificate that has expired is on one more list, then leaves.</summary>
    /// <param name="path">Full path to write it to as well; null for the store only.</param>
    /// <param name="comment">For people; empty for none.</param>
    /// <param name="cancellationToken">Stops before the list is recorded.</param>
    public SshRevocationList Publish(string? path, string comment, CancellationToken cancellationToken)
    {
        var list = _ledger.Commit((transaction, acts) => Make(transaction, acts, comment, cancellationToken), cancellationToken);
        if (path is not null)
        {
            WriteTo(path, list, overwrite: true);
        }

        return list;
    }

    /// <summary>Writes a list that was published; servers may read it at any moment and see the old one or the new one.</summary>
    public void WriteTo(string path, SshRevocationList list, bool overwrite) =>
        _files.Write(path, ownerOnly: false, overwrite, output => output.Write(list.Krl));

    /// <summary>Lists published so far, newest first.</summary>
    public IEnumerable<SshRevocationList> Find(CancellationToken cancellationToken) => _inventory.SshRevocations.Lists(cancellationToken);

    private SshRevocationList Make(IInventoryTransaction transaction, ActScope acts, string comment, CancellationToken cancellationToken)
    {
        var number = (transaction.SshRevocations.Lists(cancellationToken).FirstOrDefault()?.Number ?? 0) + 1;
        var publishedAt = DateTimeOffset.FromUnixTimeSeconds(acts.Now.ToUnixTimeSeconds());
        var certificates = Certificates(transaction, number, publishedAt, cancellationToken);
        var keys = transaction.SshRevocations.Keys(cancellationToken).Select(key => Convert.FromHexString(key.Fingerprint)).ToList();
        var list = new SshRevocationList
        {
            Number = number,
            PublishedAt = publishedAt,
            CertificateCount = certificates.DistinctBy(section => section.SerialNumbers).Sum(section => section.SerialNumbers.Length),
            KeyCount = keys.Count,
            Comment = comment,
            Krl = _codec.Encode(new SshRevocationSpec
            {
                Number = number, PublishedAt = publishedAt, Comment = comment, Certificates = certificates, Fingerprints = keys,
            }),
        };
        transaction.SshRevocations.AddList(list);
        acts.Record(new Act("PublishSshRevocationList", "Store", _inventory.Id.ToString(), null, new Dictionary<string, string>
        {
            ["number"] = number.ToString(CultureInfo.InvariantCulture),
            ["certificates"] = list.CertificateCount.ToString(CultureInfo.InvariantCulture),
            ["keys"] = list.KeyCount.ToString(CultureInfo.InvariantCulture),
        }));
        return list;
    }

    // What an authority signed with any of its keys is revoked under all of them: the serial numbers are its own.
    private static List<SshRevokedCertificates> Certificates(
        IInventoryTransaction transaction, long number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sections = new List<SshRevokedCertificates>();
        var query = new IdentityQuery { Kinds = [IdentityKind.SshAuthority], IncludeDestroyed = true };
        foreach (var authority in transaction.Identities.Find(query, cancellationToken).ToList())
        {
            var serials = Serials(transaction, authority.Id, number, now, cancellationToken);
            if (serials.Length > 0)
            {
                sections.AddRange(transaction.Versions.OfIdentity(authority.Id)
                    .Where(version => version.Certificate is not null)
                    .Select(version => new SshRevokedCertificates(version.Certificate, serials, [])));
            }
        }

        return sections;
    }

    private static ulong[] Serials(
        IInventoryTransaction transaction, Guid authorityId, long number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var serials = new List<ulong>();
        var expired = new List<RevocationRecord>();
        foreach (var revocation in transaction.Revocations.Pending(authorityId, cancellationToken))
        {
            serials.Add(ulong.Parse(revocation.SerialNumber, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            if (revocation.NotAfter < now)
            {
                expired.Add(revocation with { LastListNumber = number });
            }
        }

        expired.ForEach(transaction.Revocations.Put);
        return [.. serials];
    }
}
