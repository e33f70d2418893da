namespace Mim.Core.Discovery.Ssh;

/// <summary>One key or certificate of SSH seen in a file or on a server, or what was there instead. Holds no private key.</summary>
/// <param name="Status">Found, or what stood in the way.</param>
/// <param name="Role">What it is to where it was seen.</param>
public sealed record SshKeySighting(FindingStatus Status, SshKeyRole Role)
{
    /// <summary>What exactly stood in the way, for people; null when all is well.</summary>
    public string? Detail { get; init; }

    /// <summary>
    /// <c>OpenSsh</c>, <c>Pkcs1</c>, <c>Sec1</c>, <c>Dsa</c>, <c>Pkcs8</c>, <c>Ppk2</c>, <c>Ppk3</c>, <c>Rfc4716</c>, <c>PublicKey</c>,
    /// <c>AuthorizedKeys</c>, <c>KnownHosts</c>, <c>Krl</c>; null when it was no file.
    /// </summary>
    public string? Format { get; init; }

    /// <summary>Line in its file, from 1; null where lines mean nothing.</summary>
    public int? Line { get; init; }

    /// <summary>For example <c>EcdsaP256</c>, <c>Rsa3072</c>; of a certificate, that of its key. Null when not known.</summary>
    public string? KeyAlgorithm { get; init; }

    /// <summary>As <c>ssh-keygen -l</c> counts them; null when not known.</summary>
    public int? Bits { get; init; }

    /// <summary>Public key blob (RFC 4253 section 6.6), of a certificate that of its key; null when it cannot be told, as under a password.</summary>
    public byte[]? PublicKey { get; init; }

    /// <summary>The same key as DER (RFC 5280 section 4.1.2.7).</summary>
    public byte[]? SubjectPublicKeyInfo { get; init; }

    /// <summary><c>SHA256:…</c> as <c>ssh-keygen -l</c> shows it; lists of revoked keys may have <c>SHA1:…</c> only.</summary>
    public string? SshFingerprint { get; init; }

    public string? Comment { get; init; }

    /// <summary>Whether it is a private key; the key itself is never kept.</summary>
    public bool HasPrivateKey { get; init; }

    /// <summary>Of a private key: whether a passphrase guards it.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>How the passphrase is stretched: <c>bcrypt</c>, <c>argon2id</c>, <c>pbkdf2</c>, <c>md5</c>, <c>sha1</c> …</summary>
    public string? Derivation { get; init; }

    /// <summary>Rounds, iterations or passes of the derivation.</summary>
    public long? Rounds { get; init; }

    /// <summary>Options of a line of authorized_keys.</summary>
    public IReadOnlyList<SshKeyOption> Options { get; init; } = [];

    /// <summary>Patterns of a line of known_hosts; a hashed one as it stands there.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Null unless it is a certificate.</summary>
    public SshCertificateFacts? Certificate { get; init; }

    /// <summary>What is revoked where that is no key: <c>serial 5-8</c>, <c>id web01</c>; the authority stands in <see cref="PublicKey"/>.</summary>
    public string? Revokes { get; init; }
}
