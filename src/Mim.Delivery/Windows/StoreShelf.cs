using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Delivery.Windows;

/// <summary>What a target of Windows has in its certificate store.</summary>
internal sealed class StoreShelf(IWindowsCertificates certificates, IWindowsBindings bindings, ICertificateReader reader, TimeProvider time)
{
    private const string Intermediates = "CA";

    /// <summary>What Windows names a certificate by: a name, on which no trust rests.</summary>
#pragma warning disable CA5350
    public static string Thumbprint(byte[] certificate) => Convert.ToHexString(SHA1.HashData(certificate));
#pragma warning restore CA5350

    public static string Fingerprint(byte[] certificate) => Convert.ToHexString(SHA256.HashData(certificate));

    /// <summary>The certificate with that SHA-1 or SHA-256, in hexadecimal; null when it is not there.</summary>
    public WindowsCertificate? Find(string store, string hash) => certificates.Read(store).FirstOrDefault(one =>
        Thumbprint(one.Certificate).Equals(hash, StringComparison.OrdinalIgnoreCase) || Fingerprint(one.Certificate) == hash);

    /// <summary>Those of ours.</summary>
    public IEnumerable<(WindowsCertificate Certificate, CertificateNote Note)> Ours(string store) =>
        from one in certificates.Read(store)
        let note = CertificateNote.Parse(one.Note)
        where note is not null
        select (one, note);

    /// <summary>Puts a version there, with its intermediates where Windows looks for them; trust in the root is nothing to be delivered.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>, <see cref="MimErrorCause.AccessDenied"/>.</exception>
    public void Put(Installation installation, CertificateNote note, string? keyReader)
    {
        var store = SettingsOf(installation.Target).Store;
        var leaf = LeafOf(installation);
        if (installation.PrivateKey is null && Find(store, Fingerprint(leaf)) is not { HasPrivateKey: true })
        {
            throw new MimException(
                MimErrorCause.InstallFailed,
                $"The key of '{installation.Target.Identity}' is neither in the inventory nor in {store}.",
                installation.Target.Address);
        }

        foreach (var issuer in Missing(installation))
        {
            certificates.Put(IntermediatesOf(store), new WindowsCertificate(issuer, HasPrivateKey: false, ""), pkcs8: null, reader: null);
        }

        certificates.Put(store, new WindowsCertificate(leaf, HasPrivateKey: true, $"{note}"), installation.PrivateKey, keyReader);
    }

    /// <summary>Writes another note on a certificate that is there.</summary>
    public void Note(string store, WindowsCertificate certificate, CertificateNote note) =>
        certificates.Put(store, certificate with { Note = $"{note}" }, pkcs8: null, reader: null);

    /// <summary>Why the store does not hold the version; null when it does.</summary>
    public string? Trouble(Installation installation)
    {
        var store = SettingsOf(installation.Target).Store;
        var leaf = LeafOf(installation);
        return Find(store, Fingerprint(leaf)) switch
        {
            null => $"{store} does not hold version {installation.Version.Number} of {installation.Target.Identity}.",
            { HasPrivateKey: false } => $"{store} holds the certificate without its key.",
            _ when Missing(installation).Any() => $"{IntermediatesOf(store)} does not hold every intermediate of the chain.",
            _ => CertificateDates.Trouble(reader, leaf, store, time.GetUtcNow()),
        };
    }

    /// <summary>Takes a certificate out with its key, unless something is bound to it still.</summary>
    /// <returns>Whether it is gone.</returns>
    public async Task<bool> TryRemoveAsync(WindowsTargetSettings settings, byte[] certificate, CancellationToken cancellationToken)
    {
        var used = await bindings.InUseAsync(settings.Timeout, cancellationToken).ConfigureAwait(false);
        if (used.Contains(Thumbprint(certificate)))
        {
            return false;
        }

        certificates.Remove(settings.Store, certificate);
        return true;
    }

    public static WindowsTargetSettings SettingsOf(Target target) => (WindowsTargetSettings)target.Settings;

    /// <summary>The certificate of a version.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: it has none.</exception>
    public static byte[] LeafOf(Installation installation) => installation.Version.Certificate ?? throw new MimException(
        MimErrorCause.InstallFailed,
        $"Version {installation.Version.Number} of '{installation.Target.Identity}' has no certificate.",
        installation.Target.Address);

    private static string IntermediatesOf(string store) => $"{store[..store.IndexOf('/', StringComparison.Ordinal)]}/{Intermediates}";

    private IEnumerable<byte[]> Missing(Installation installation)
    {
        var store = IntermediatesOf(SettingsOf(installation.Target).Store);
        var there = certificates.Read(store).Select(one => Fingerprint(one.Certificate)).ToHashSet(StringComparer.Ordinal);
        return Files.FilePlanner.Served(installation.Chain, reader).Where(issuer => !there.Contains(Fingerprint(issuer)));
    }
}
