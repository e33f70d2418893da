namespace Mim.Host.Tour;

/// <summary>Where the tour puts things: all in one folder of its own.</summary>
internal sealed class TourPaths(string folder)
{
    public string Folder { get; } = folder;

    public string Store => Path.Combine(Folder, "store", "inventory.db");

    public string KeyFile => Path.Combine(Folder, "store", "inventory.key");

    public string Certificate => Path.Combine(Folder, "server", "localhost.crt");

    public string PrivateKey => Path.Combine(Folder, "server", "localhost.key");

    public string RevocationList => Path.Combine(Folder, "public", "tour-issuing.crl");

    public string AuditExport => Path.Combine(Folder, "audit", "audit.jsonl");

    public string AuditKey => Path.Combine(Folder, "audit", "audit.pem");

    public string Backup => Path.Combine(Folder, "backup", "inventory.db");

    public string Restored => Path.Combine(Folder, "restored", "inventory.db");

    /// <summary>What a newcomer may want to look at, in the order of the tour.</summary>
    public IReadOnlyList<(string What, string Path)> All =>
    [
        ("Store", Store),
        ("Its key file", KeyFile),
        ("Server certificate", Certificate),
        ("Server key", PrivateKey),
        ("Revocation list", RevocationList),
        ("Audit export", AuditExport),
        ("Key that verifies it", AuditKey),
        ("Backup", Backup),
        ("Restored from it", Restored),
    ];
}
