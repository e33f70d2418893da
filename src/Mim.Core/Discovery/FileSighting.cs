namespace Mim.Core.Discovery;

/// <summary>One certificate seen in a file or in a certificate store, or a place that could not be read.</summary>
/// <param name="Status">Found, or what stood in the way.</param>
/// <param name="Path">Full path of the file; of a certificate store, its name: <c>CurrentUser/My</c>.</param>
public sealed record FileSighting(FindingStatus Status, string Path)
{
    /// <summary>What exactly stood in the way, for people; null when all is well.</summary>
    public string? Detail { get; init; }

    /// <summary><c>Pem</c>, <c>Der</c>, <c>Pkcs7</c>, <c>Pfx</c>, <c>Jks</c>, <c>Jceks</c>, <c>Kubeconfig</c>, <c>KubernetesSecret</c> …; null when not known.</summary>
    public string? Format { get; init; }

    /// <summary>
    /// Which of several in the file it is: an alias, a path in a document. Null when the file holds one certificate, with or
    /// without its issuers.
    /// </summary>
    public string? Entry { get; init; }

    /// <summary>DER; null unless found.</summary>
    public byte[]? Certificate { get; init; }

    /// <summary>Issuers that lie with it: DER, its own issuer first.</summary>
    public IReadOnlyList<byte[]> Chain { get; init; } = [];

    /// <summary>Whether its private key lies with it. Keys themselves are never kept.</summary>
    public bool HasPrivateKey { get; init; }

    /// <summary>Whether that key needs a password.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>As <c>ls</c> shows them: <c>rw-r-----</c>; null where there are none.</summary>
    public string? Permissions { get; init; }

    /// <summary>The configurations that name this file.</summary>
    public IReadOnlyList<CertificateUse> UsedBy { get; init; } = [];
}
