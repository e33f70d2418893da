namespace Mim.Core.Discovery.Ssh;

/// <summary>One edge of the graph of who can log in where.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="SshFingerprint">Key that the edge rests on: <c>SHA256:…</c>.</param>
public sealed record SshTrust(SshTrustKind Kind, string SshFingerprint)
{
    public string? KeyAlgorithm { get; init; }

    /// <summary>Machine on which the private key lies; null when it is not known.</summary>
    public string? HolderHost { get; init; }

    /// <summary>Account whose private key it is; null when it is nobody's in particular.</summary>
    public string? HolderAccount { get; init; }

    /// <summary>File of the private key; null when it is not known.</summary>
    public string? Holder { get; init; }

    /// <summary>Whether a passphrase guards the private key; null when it is not known.</summary>
    public bool? IsEncrypted { get; init; }

    /// <summary>Machine that lets it in; null for a shared key.</summary>
    public string? Host { get; init; }

    /// <summary>Account that it logs in to; null for all of them, and for a shared key.</summary>
    public string? Account { get; init; }

    /// <summary>File that says so; null for a shared key.</summary>
    public string? Path { get; init; }

    /// <summary>Options that limit it.</summary>
    public IReadOnlyList<SshKeyOption> Options { get; init; } = [];

    /// <summary>Why sshd does not go by it; null when it does, or nobody knows.</summary>
    public string? Barred { get; init; }

    /// <summary>The certificate by which it logs in; null when it is the key itself.</summary>
    public SshCertificateFacts? Certificate { get; init; }

    public string? Comment { get; init; }

    public override string ToString() => $"{Kind}: {HolderAccount}@{HolderHost} -> {Account ?? "*"}@{Host}";
}
