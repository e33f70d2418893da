using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Delivery.Files;

/// <summary>Reads the files of a target back and compares them with the version that should be there.</summary>
internal sealed class FileProver(ICredentialDecoder decoder, ICertificateReader reader, TimeProvider time)
{
    public Proof Prove(Installation installation, FoundFiles there, CancellationToken cancellationToken)
    {
        var settings = installation.Files;
        if (installation.Secret is not null)
        {
            return SecretTrouble(installation, there) is { } wrong ? Proof.Broken(wrong) : Proof.Held;
        }

        if (installation.Version.Certificate is not { } leaf)
        {
            return Proof.Broken($"Version {installation.Version.Number} of {installation.Target.Identity} has no certificate.");
        }

        var trouble = settings.Layout switch
        {
            FileLayout.Pfx => PfxTrouble(installation, there, leaf, cancellationToken),
            FileLayout.SecretManifest => ManifestTrouble(installation, there, leaf, cancellationToken),
            var layout when layout.IsTrustBundle() => BundleTrouble(installation, there, leaf, cancellationToken),
            _ => PemTrouble(installation, there, leaf, cancellationToken),
        };
        trouble ??= CertificateDates.Trouble(reader, leaf, settings.Path, time.GetUtcNow());
        return trouble is null ? Proof.Held : Proof.Broken(trouble) with { Found = Fingerprint(installation, there, cancellationToken) };
    }

    private static string? SecretTrouble(Installation installation, FoundFiles there)
    {
        var path = installation.Files.Path;
        using var wanted = SecretText.Of(installation);
        return CryptographicOperations.FixedTimeEquals(wanted.Span, there.Content(path).Span)
            ? ProtectionTrouble(installation, there, path, holdsKey: true)
            : $"{path} does not hold version {installation.Version.Number} of {installation.Target.Identity}.";
    }

    /// <summary>Of the certificate that lies there, whatever is wrong with the rest.</summary>
    private string? Fingerprint(Installation installation, FoundFiles there, CancellationToken cancellationToken)
    {
        var content = there.Content(installation.Files.Path);
        if (installation.Files.Layout == FileLayout.SecretManifest)
        {
            using var served = SecretManifest.Entry(content.Span, SecretManifest.CertificateEntry);
            return served is null ? null : First(served);
        }

        if (installation.Files.Layout.IsTrustBundle())
        {
            return TrustBundleContent.Found(
                installation, installation.Version.Certificate!, Trusted(installation, content, cancellationToken));
        }

        if (installation.Files.Layout != FileLayout.Pfx)
        {
            return First(content);
        }

        var found = Decode(content, installation.Files.Path, installation.Password, cancellationToken);
        try
        {
            return found.FirstOrDefault(credential => credential.PrivateKey is not null)?.Certificate is { } leaf
                ? Convert.ToHexString(SHA256.HashData(leaf))
                : null;
        }
        finally
        {
            Release(found);
        }
    }

    private static string? First(KeyMaterial pem) =>
        PemText.Certificates(pem.Span) is [var first, ..] ? Convert.ToHexString(SHA256.HashData(first)) : null;

    private string? PfxTrouble(Installation installation, FoundFiles there, byte[] leaf, CancellationToken cancellationToken)
    {
        var path = installation.Files.Path;
        var content = there.Content(path);
        var found = Decode(content, path, installation.Password, cancellationToken);
        try
        {
            if (found.FirstOrDefault(credential => Same(credential.Certificate, leaf)) is not { } served)
            {
                return WrongLeaf(path, installation);
            }

            if (served.PrivateKey is null)
            {
                return $"{path} has no key that belongs to its certificate.";
            }

            var missing = installation.Chain.Any(issuer => !served.Chain.Any(there => Same(there, issuer)));
            return missing ? $"The chain in {path} is not complete." : ProtectionTrouble(installation, there, path, holdsKey: true);
        }
        finally
        {
            Release(found);
        }
    }

    private string? BundleTrouble(Installation installation, FoundFiles there, byte[] root, CancellationToken cancellationToken)
    {
        var path = installation.Files.Path;
        return TrustBundleContent.Trouble(installation, root, Trusted(installation, there.Content(path), cancellationToken))
            ?? ProtectionTrouble(installation, there, path, holdsKey: false);
    }

    /// <summary>The certificates of a trust bundle; a truststore has to open with its password.</summary>
    private IReadOnlyList<byte[]> Trusted(Installation installation, KeyMaterial content, CancellationToken cancellationToken)
    {
        if (!installation.Files.Layout.IsTruststore())
        {
            return PemText.Certificates(content.Span);
        }

        var found = Decode(content, installation.Files.Path, installation.Password, cancellationToken);
        try
        {
            // One root may have certified another.
            return [.. found.SelectMany(one => (byte[]?[])[one.Certificate, .. one.Chain]).OfType<byte[]>()];
        }
        finally
        {
            Release(found);
        }
    }

    private string? ManifestTrouble(Installation installation, FoundFiles there, byte[] leaf, CancellationToken cancellationToken)
    {
        var path = installation.Files.Path;
        var content = there.Content(path);
        using var served = SecretManifest.Entry(content.Span, SecretManifest.CertificateEntry);
        using var key = SecretManifest.Entry(content.Span, SecretManifest.KeyEntry);
        if (served is null || key is null)
        {
            return $"{path} is no manifest of a Secret with a certificate and a key.";
        }

        return CertificatesTrouble(installation, leaf, served, path)
            ?? (IsPair(leaf, key, path, null, cancellationToken) ? null : $"The key in {path} does not belong to its certificate.")
            ?? ProtectionTrouble(installation, there, path, holdsKey: true);
    }

    /// <summary>That PEM text begins with the leaf and goes on with what is served with it.</summary>
    private string? CertificatesTrouble(Installation installation, byte[] leaf, KeyMaterial content, string path)
    {
        var certificates = PemText.Certificates(content.Span);
        return certificates.Count == 0 || !Same(certificates[0], leaf) ? WrongLeaf(path, installation)
            : SameChain(certificates.Skip(1), FilePlanner.Served(installation.Chain, reader)) ? null
            : $"The chain in {path} is not complete or out of order.";
    }

    private string? PemTrouble(Installation installation, FoundFiles there, byte[] leaf, CancellationToken cancellationToken)
    {
        var settings = installation.Files;
        var content = there.Content(settings.Path);
        if (CertificatesTrouble(installation, leaf, content, settings.Path) is { } trouble)
        {
            return trouble;
        }

        var together = settings.KeyPath is { } keyPath && there.Goal(keyPath) == there.Goal(settings.Path);
        return ProtectionTrouble(installation, there, settings.Path, together)
            ?? KeyTrouble(installation, there, leaf, together, cancellationToken)
            ?? ChainTrouble(installation, there);
    }

    private string? KeyTrouble(Installation installation, FoundFiles there, byte[] leaf, bool together, CancellationToken cancellationToken)
    {
        if (installation.Files.KeyPath is not { } path)
        {
            return null;
        }

        var key = there.Content(path);
        if (!IsPair(leaf, key, path, installation.Password, cancellationToken))
        {
            return $"The key in {path} does not belong to the certificate in {installation.Files.Path}.";
        }

        // A key that the store does not hold was put there by somebody else, with the mode they chose.
        return together || installation.PrivateKey is null ? null : ProtectionTrouble(installation, there, path, holdsKey: true);
    }

    private bool IsPair(byte[] leaf, KeyMaterial key, string path, KeyMaterial? password, CancellationToken cancellationToken)
    {
        using var pair = Pair(leaf, key);
        var found = Decode(pair, path, password, cancellationToken);
        try
        {
            return found.Any(credential => Same(credential.Certificate, leaf) && credential.PrivateKey is not null);
        }
        finally
        {
            Release(found);
        }
    }

    private static string? ChainTrouble(Installation installation, FoundFiles there)
    {
        if (installation.Files.ChainPath is not { } path)
        {
            return null;
        }

        var content = there.Content(path);
        return SameChain(PemText.Certificates(content.Span), installation.Chain)
            ? ProtectionTrouble(installation, there, path, holdsKey: false)
            : $"The chain in {path} is not complete or out of order.";
    }

    private static string? ProtectionTrouble(Installation installation, FoundFiles there, string path, bool holdsKey) =>
        there.Looseness(path, FilePlanner.Protection(installation.Files, holdsKey));

    private IReadOnlyList<FoundCredential> Decode(
        KeyMaterial content, string path, KeyMaterial? password, CancellationToken cancellationToken) =>
        decoder.Decode(content.Memory, path, password, cancellationToken)
        ?? throw new MimException(MimErrorCause.InvalidFile, $"{path} is in no known format.", path);

    // The decoder matches a key to a certificate beside it, so it gets the version's own with the key that was found.
    private static KeyMaterial Pair(byte[] leaf, KeyMaterial key)
    {
        var certificate = System.Security.Cryptography.PemEncoding.WriteUtf8("CERTIFICATE"u8, leaf);
        var range = PemText.Key(key.Span) ?? 0..key.Length;
        var found = key.Span[range];
        var pair = new KeyMaterial(certificate.Length + 2 + found.Length);
        certificate.CopyTo(pair.Span);
        pair.Span[certificate.Length] = (byte)'\n';
        found.CopyTo(pair.Span[(certificate.Length + 1)..]);
        pair.Span[^1] = (byte)'\n';
        return pair;
    }

    private static void Release(IReadOnlyList<FoundCredential> found)
    {
        foreach (var credential in found)
        {
            credential.Dispose();
        }
    }

    private static string WrongLeaf(string path, Installation installation) =>
        $"{path} does not hold the certificate of version {installation.Version.Number} of {installation.Target.Identity}.";

    private static bool Same(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

    private static bool SameChain(IEnumerable<byte[]> there, IReadOnlyList<byte[]> wanted) =>
        there.SequenceEqual(wanted, EqualityComparer<byte[]>.Create(Same, bytes => bytes.Length));
}
