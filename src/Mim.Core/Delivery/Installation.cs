using Mim.Core.Accounts;
using Mim.Core.Identities;
using Mim.Core.Sealing;

namespace Mim.Core.Delivery;

/// <summary>One version on its way to one target. Owns the key material it carries.</summary>
public sealed class Installation : IDisposable
{
    public required Target Target { get; init; }

    /// <summary>The files of a target that writes some.</summary>
    /// <exception cref="InvalidOperationException">It writes none.</exception>
    public FileTargetSettings Files => Target.File ?? throw new InvalidOperationException($"{Target.Kind} targets have no files.");

    public required CredentialVersion Version { get; init; }

    /// <summary>
    /// Issuer certificates, DER, leaf's issuer first, the root last; for a trust bundle the roots besides the version
    /// itself.
    /// </summary>
    public required IReadOnlyList<byte[]> Chain { get; init; }

    /// <summary>PKCS#8 DER; null when the store does not hold the key.</summary>
    public KeyMaterial? PrivateKey { get; init; }

    /// <summary>The secret that the version is, in UTF-8; null for versions with a public part.</summary>
    public KeyMaterial? Secret { get; init; }

    /// <summary>Finds the secret of another version, for the caller to dispose; null when the store does not hold it.</summary>
    public Func<CredentialVersion, KeyMaterial?> SecretOf { get; init; } = _ => null;

    /// <summary>Finds who changes the passwords of an account, for the caller to dispose; null for the account itself.</summary>
    public Func<AccountCredential?> Administrator { get; init; } = () => null;

    /// <summary>UTF-8 password of the target, for PKCS#12.</summary>
    public KeyMaterial? Password { get; init; }

    /// <summary>Finds the <see cref="InstallReceipt.Digests"/> of the installation before; empty when they are not known.</summary>
    public Func<IReadOnlyDictionary<string, string>> LastInstalled { get; init; } = () => new Dictionary<string, string>();

    /// <summary>
    /// Finds the other versions of the identity, newest first: what may be there besides or instead. For a file that trusts authorities of
    /// SSH also those of the authorities that take each other's place.
    /// </summary>
    public Func<IReadOnlyList<CredentialVersion>> OtherVersions { get; init; } = () => [];

    /// <summary>Finds the key revocation list that was published last (OpenSSH PROTOCOL.krl); null when none was.</summary>
    public Func<byte[]?> RevocationList { get; init; } = () => null;

    /// <summary>
    /// Called by whoever only waits for others: its place among those who work at once is theirs until it has disposed the result, which
    /// waits for a place.
    /// </summary>
    public Func<IAsyncDisposable> Lend { get; init; } = NoLoan.Lend;

    public void Dispose()
    {
        PrivateKey?.Dispose();
        Secret?.Dispose();
        Password?.Dispose();
    }
}
