namespace Mim.Core.Discovery.Ssh;

/// <summary>Where private keys lie, by their fingerprint.</summary>
internal sealed class SshTrustHolders
{
    private const string PublicPart = ".pub";

    private readonly Dictionary<string, List<SshKeyFinding>> _holders = [];
    private readonly HashSet<(string Fingerprint, string? Host, string? Path)> _places = [];
    private readonly List<SshKeyFinding> _closed = [];
    private readonly Dictionary<(string? Host, string Path), SshKeyFinding> _publicKeys = [];

    /// <summary>Those that lie in more than one place.</summary>
    public IEnumerable<IReadOnlyList<SshKeyFinding>> Shared => _holders.Values.Where(holders => holders.Count > 1);

    /// <summary>Takes a key found; what tells of no private key is passed over.</summary>
    public void Add(SshKeyFinding finding)
    {
        if (finding.HasPrivateKey && finding.SshFingerprint is null)
        {
            _closed.Add(finding);
        }
        else if (finding.HasPrivateKey)
        {
            Add(finding, finding.SshFingerprint!);
        }
        else if (finding.Path is { } path && path.EndsWith(PublicPart, StringComparison.Ordinal))
        {
            _publicKeys[(finding.ComputerName, path)] = finding;
        }
    }

    /// <summary>
    /// Joins private keys of which nothing can be read, as they are encrypted whole, to the public key that lies beside them under the
    /// same name, as ssh itself does.
    /// </summary>
    public void Open()
    {
        foreach (var closed in _closed)
        {
            if (_publicKeys.GetValueOrDefault((closed.ComputerName, closed.Path + PublicPart)) is { SshFingerprint: { } fingerprint } beside)
            {
                Add(closed with { SshFingerprint = fingerprint, KeyAlgorithm = beside.KeyAlgorithm, Comment = beside.Comment }, fingerprint);
            }
        }

        _closed.Clear();
    }

    public IReadOnlyList<SshKeyFinding> Of(SshKeyFinding key) => _holders.TryGetValue(key.SshFingerprint!, out var holders) ? holders : [];

    // The same file may have been found as that of an account, and by its path.
    private void Add(SshKeyFinding finding, string fingerprint)
    {
        if (!_places.Add((fingerprint, finding.ComputerName, finding.Path)))
        {
            return;
        }

        if (!_holders.TryGetValue(fingerprint, out var holders))
        {
            _holders.Add(fingerprint, holders = []);
        }

        holders.Add(finding);
    }
}
