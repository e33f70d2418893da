namespace Mim.Core.Stores;

/// <summary>Which store, and how to open its keyring. Holds no secret in clear text.</summary>
public sealed record StoreReference
{
    /// <summary>A file path, or a connection string without a password.</summary>
    public required string Location { get; init; }

    /// <summary>The database's user, instead of the one in <see cref="Location"/>.</summary>
    public string? DatabaseUser { get; init; }

    /// <summary>
    /// Asked for the database's password, as UTF-8, when the store is opened; null leaves it to the driver, which looks at
    /// PGPASSWORD and the pgpass file.
    /// </summary>
    public Func<Sealing.KeyMaterial?>? DatabasePassword { get; init; }

    /// <summary>Create it, with a key file in its default place, when it is not there.</summary>
    public bool CreateIfMissing { get; init; }

    /// <summary>Accept a clock that lies behind the last act; the next act then carries the earlier time.</summary>
    public bool AcceptClock { get; init; }

    /// <summary>Path of the key file; null for the one the recipient names.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Asked for the passphrase, as UTF-8, when a passphrase recipient is to be opened.</summary>
    public Func<Sealing.KeyMaterial?>? Passphrase { get; init; }

    /// <summary>Path of a file that holds the passphrase, for unattended runs; read when <see cref="Passphrase"/> is null.</summary>
    public string? PassphraseFile { get; init; }

    /// <summary>Thumbprint or PFX path of a certificate recipient's private key.</summary>
    public string? CertificateHint { get; init; }

    /// <summary>Asked for the password, as UTF-8, of the PFX in <see cref="CertificateHint"/>.</summary>
    public Func<Sealing.KeyMaterial?>? CertificatePassword { get; init; }
}
