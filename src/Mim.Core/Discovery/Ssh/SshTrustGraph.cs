namespace Mim.Core.Discovery.Ssh;

/// <summary>Joins public keys to private ones: who can log in where, by what was found. Keys that a machine revokes lead nowhere there.</summary>
public sealed class SshTrustGraph
{
    private readonly List<SshKeyFinding> _authorized = [];
    private readonly List<SshKeyFinding> _authorities = [];
    private readonly Dictionary<string, List<SshKeyFinding>> _certificates = [];
    private readonly SshTrustHolders _holders = new();
    private readonly SshTrustRevocations _revoked = new();

    /// <summary>Takes one finding; what says nothing of logins is passed over.</summary>
    public void Add(SshKeyFinding finding)
    {
        if (finding.Status != FindingStatus.Found)
        {
            return;
        }

        switch (finding.Role)
        {
            case SshKeyRole.AuthorizedKey when finding.SshFingerprint is not null:
                _authorized.Add(finding);
                break;
            case SshKeyRole.TrustedAuthority when finding.SshFingerprint is not null && finding.Hosts.Count == 0:
                _authorities.Add(finding);
                break;
            case SshKeyRole.UserCertificate when finding is { SshFingerprint: not null, Certificate: { } facts }:
                AddCertificate(finding, facts.AuthorityFingerprint);
                break;
            case SshKeyRole.RevokedKey when finding.Hosts.Count == 0 && finding.Barred is null:
                _revoked.Add(HostOf(finding), finding);
                break;
            default:
                _holders.Add(finding);
                break;
        }
    }

    /// <summary>The edges: logins and orphans, then authorities and who logs in by them, then keys in several places.</summary>
    public IEnumerable<SshTrust> Edges()
    {
        _holders.Open();
        return _authorized.SelectMany(Logins)
            .Concat(_authorities.SelectMany(ByAuthority))
            .Concat(_holders.Shared.SelectMany(holders => holders.Select(holder => Edge(SshTrustKind.SharedKey, holder, holder))));
    }

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
        Barred = door.Barred,
    };

    private void AddCertificate(SshKeyFinding finding, string authority)
    {
        if (!_certificates.TryGetValue(authority, out var certificates))
        {
            _certificates.Add(authority, certificates = []);
        }

        certificates.Add(finding);
    }

    private IEnumerable<SshTrust> Logins(SshKeyFinding door)
    {
        if (_revoked.Has(HostOf(door), door))
        {
            return [];
        }

        var holders = _holders.Of(door);
        var kind = door.Barred is not null ? SshTrustKind.Barred : holders.Count > 0 ? SshTrustKind.Login : SshTrustKind.Orphan;
        return holders.DefaultIfEmpty().Select(holder => To(Edge(kind, door, holder), door));
    }

    // A machine that revokes an authority accepts none of its certificates.
    private IEnumerable<SshTrust> ByAuthority(SshKeyFinding door)
    {
        var host = HostOf(door);
        if (_revoked.Has(host, door))
        {
            yield break;
        }

        foreach (var holder in _holders.Of(door).DefaultIfEmpty())
        {
            yield return To(Edge(door.Barred is null ? SshTrustKind.Authority : SshTrustKind.Barred, door, holder), door);
        }

        var certificates = door.Barred is null ? _certificates.GetValueOrDefault(door.SshFingerprint!) ?? [] : [];
        foreach (var certified in certificates.Where(one => IsInForce(one) && !_revoked.HasCertificate(host, one)))
        {
            foreach (var holder in _holders.Of(certified))
            {
                foreach (var principal in PrincipalsOf(certified, door))
                {
                    yield return To(
                        Edge(SshTrustKind.Login, certified, holder) with { Account = principal, Certificate = certified.Certificate }, door);
                }
            }
        }
    }

    private static bool IsInForce(SshKeyFinding certified) =>
        certified.Certificate is { IsForHost: false } facts && !(facts.NotAfter <= certified.FoundAt);

    // In authorized_keys the authority is for that account, whose own names the certificate must bear unless others are given.
    private static IEnumerable<string?> PrincipalsOf(SshKeyFinding certified, SshKeyFinding door)
    {
        var principals = certified.Certificate!.Principals;
        if (door.Account is not { } account)
        {
            return principals.Except(door.ExceptAccounts);
        }

        var accepted = door.Options.FirstOrDefault(option => option.Name == "principals")?.Value?.Split(',') ?? [account];
        return principals.Any(accepted.Contains) ? [account] : [];
    }
}
