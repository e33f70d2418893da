using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>
/// What the imports of one transaction share: what the store may know of them, asked for at once, and what is the same for all.
/// What it does not know is not looked up again; what it knows may have changed within the group, and is.
/// </summary>
internal sealed class ImportGroup
{
    /// <summary>Digests asked for at once.</summary>
    private const int PerQuery = 1024;

    private readonly IInventoryTransaction _transaction;
    private readonly HashSet<(IdentityKind Kind, string Name)> _names;
    private readonly NameHolders _holders;
    private readonly HashSet<string> _fingerprints;
    private readonly HashSet<string> _known = [];
    private IReadOnlyList<IdentityPolicy>? _policies;
    private IdSequence? _ids;

    public ImportGroup(IInventoryTransaction transaction, ICertificateReader reader, IReadOnlyList<ImportItem> items, CancellationToken cancellationToken)
    {
        _transaction = transaction;
        Issuers = new OwnIssuers(transaction, reader);
        _names = [.. items.Select(item => item.Name).OfType<(IdentityKind, string)>()];
        _holders = new NameHolders(transaction.Identities, _names);
        _fingerprints = [.. items.Select(item => item.Fingerprint).OfType<string>()];
        foreach (var some in _fingerprints.Chunk(PerQuery))
        {
            _known.UnionWith(transaction.Versions.Find(new VersionQuery { Fingerprints = some }, cancellationToken).Select(version => version.Fingerprint!));
        }
    }

    public OwnIssuers Issuers { get; }

    /// <summary>All four tiers, lowest first.</summary>
    public IReadOnlyList<IdentityPolicy> Policies => _policies ??= PolicyBook.Merge(_transaction.Policies);

    /// <summary>The id of the next identity that the group adds.</summary>
    public Guid NewId(DateTimeOffset now) => (_ids ??= new IdSequence(now)).Next();

    /// <summary>Who holds the name of a record of the group, if anyone.</summary>
    public MachineIdentity? Recorded(IdentityKind kind, string name) => _holders.Find(kind, name);

    /// <summary>Who has that kind and name now, if anyone.</summary>
    public MachineIdentity? Holder(IdentityKind kind, string name) =>
        _names.Contains((kind, name)) && _holders.Find(kind, name) is null ? null : ImportNames.Holder(_transaction.Identities, kind, name);

    /// <summary>Whether no version has that fingerprint, as far as the group has asked.</summary>
    public bool IsNew(string fingerprint) => _fingerprints.Contains(fingerprint) && !_known.Contains(fingerprint);

    public void Add(MachineIdentity identity) => _holders.Add(identity);

    /// <summary>Takes note of a version that was added to an identity.</summary>
    public void Add(MachineIdentity identity, CredentialVersion version)
    {
        _known.Add(version.Fingerprint!);
        if (identity.Kind == IdentityKind.CertificateAuthority)
        {
            Issuers.Forget();
        }
    }
}
