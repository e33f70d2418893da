namespace Mim.Core.Discovery.Ssh;

/// <summary>Joins public keys to private ones: who can log in where, by what was found. Keys that a machine revokes lead nowhere there.</summary>
public sealed class SshTrustGraph
{
    private readonly List<SshKeyFinding> _authorized = [];
    private readonly List<SshKeyFinding> _authorities = [];
    private readonly List<SshKeyFinding> _certificates = [];
    private readonly Dictionary<string, List<SshKeyFinding>> _holders = [];
    private readonly HashSet<(string Host, string Fingerprint)> _revoked = [];

    /// <summary>Takes one finding; what says nothing of logins is passed over.</summary>
    public void Add(SshKeyFinding finding)
    {
        if (finding is not { Status: FindingStatus.Found, SshFingerprint: { } fingerprint })
        {
            return;
        }

        switch (finding.Role)
        {
            case SshKeyRole.AuthorizedKey:
                _authorized.Add(finding);
                break;
            case SshKeyRole.TrustedAuthority when finding.Hosts.Count == 0:
                _authorities.Add(finding);
                break;
            case SshKeyRole.UserCertificate:
                _certificates.Add(finding);
                break;
            case SshKeyRole.RevokedKey when finding.Revokes is null || finding.Revokes.StartsWith("key ", StringComparison.Ordinal):
                _revoked.Add((HostOf(finding), fingerprint));
                break;
            default:
                AddHolder(finding, fingerprint);
                break;
        }
    }

    /// <summary>The edges: logins and orphans, then authorities and who logs in by them, then keys in several places.</summary>
    public IEnumerable<SshTrust> Edges() => [.. _authorized.SelectMany(Logins), .. _authorities.SelectMany(ByAuthority), .. Shared()];

    private static string HostOf(SshKeyFinding finding) => finding.ComputerName ?? Environment.MachineName;

    private static SshTrust Edge(SshTrustKind kind, SshKeyFinding key, SshKeyFinding? holder) => new(kind, key.SshFingerprint!)
    {
        KeyAlgorithm = key.KeyAlgorithm,
        HolderHost = holder is null ? null : HostOf(holder),
        HolderAccount = holder?.Account,
        Holder = holder?.Path,
        IsEncrypted = holder?.IsEncrypted,
        Comment = key.Comment ?? holder?.Comment,
    };

    private static SshTrust To(SshTrust edge, SshKeyFinding door) => edge with
    {
        Host = HostOf(door),
        Account = edge.Account ?? door.Account,
        Path = door.Path,
        Options = door.Options,
    };

    // The same file may have been found as that of an account, and by its path.
    private void AddHolder(SshKeyFinding finding, string fingerprint)
    {
        if (!finding.HasPrivateKey)
        {
            return;
        }

        if (!_holders.TryGetValue(fingerprint, out var holders))
        {
            _holders.Add(fingerprint, holders = []);
        }

        if (!holders.Exists(other => other.Path == finding.Path && other.ComputerName == finding.ComputerName))
        {
            holders.Add(finding);
        }
    }

    private List<SshKeyFinding> HoldersOf(SshKeyFinding key) => _holders.GetValueOrDefault(key.SshFingerprint!) ?? [];

    private IEnumerable<SshTrust> Logins(SshKeyFinding door) =>
        _revoked.Contains((HostOf(door), door.SshFingerprint!)) ? []
        : HoldersOf(door) is { Count: > 0 } holders ? holders.Select(holder => To(Edge(SshTrustKind.Login, door, holder), door))
        : [To(Edge(SshTrustKind.Orphan, door, null), door)];

    private IEnumerable<SshTrust> ByAuthority(SshKeyFinding door)
    {
        foreach (var holder in HoldersOf(door).DefaultIfEmpty())
        {
            yield return To(Edge(SshTrustKind.Authority, door, holder), door);
        }

        foreach (var certified in _certificates.Where(one => IsAccepted(one, door)))
        {
            foreach (var holder in HoldersOf(certified))
            {
                foreach (var principal in PrincipalsOf(certified, door))
                {
                    yield return To(
                        Edge(SshTrustKind.Login, certified, holder) with { Account = principal, Certificate = certified.Certificate }, door);
                }
            }
        }
    }

    private bool IsAccepted(SshKeyFinding certified, SshKeyFinding door) =>
        certified.Certificate is { IsForHost: false } facts
        && facts.AuthorityFingerprint == door.SshFingerprint
        && !(facts.NotAfter <= certified.FoundAt)
        && !_revoked.Contains((HostOf(door), certified.SshFingerprint!));

    // In authorized_keys the authority is for that account, whose own names the certificate must bear unless others are given.
    private static IEnumerable<string?> PrincipalsOf(SshKeyFinding certified, SshKeyFinding door)
    {
        var principals = certified.Certificate!.Principals;
        if (door.Account is not { } account)
        {
            return principals;
        }

        var accepted = door.Options.FirstOrDefault(option => option.Name == "principals")?.Value?.Split(',') ?? [account];
        return principals.Any(accepted.Contains) ? [account] : [];
    }

    private IEnumerable<SshTrust> Shared() => _holders.Values
        .Where(holders => holders.Count > 1)
        .SelectMany(holders => holders.Select(holder => Edge(SshTrustKind.SharedKey, holder, holder)));
}
