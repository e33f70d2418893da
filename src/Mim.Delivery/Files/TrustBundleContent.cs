using System.Security.Cryptography;
using Mim.Core.Delivery;

namespace Mim.Delivery.Files;

/// <summary>Compares the certificates of a file with those that a trust bundle is to hold, in whatever order.</summary>
internal static class TrustBundleContent
{
    /// <summary>What is wrong with it; null when it holds exactly those.</summary>
    public static string? Trouble(Installation installation, byte[] root, IEnumerable<byte[]> certificates)
    {
        var (path, there, wanted) = (installation.Files.Path, Fingerprints(certificates), Wanted(installation, root));
        return there.SetEquals(wanted) ? null
            : there.Count == 0 ? $"{path} holds no certificate."
            : there.IsSupersetOf(wanted)
                ? $"{path} holds a certificate that does not belong to the trust bundle of {installation.Target.Identity}."
            : $"{path} does not hold every root of the trust bundle of {installation.Target.Identity}.";
    }

    /// <summary>SHA-256 of the first certificate that does not belong there, else of the first; null when there is none.</summary>
    public static string? Found(Installation installation, byte[] root, IEnumerable<byte[]> certificates)
    {
        var there = certificates.Select(Fingerprint).ToList();
        var wanted = Wanted(installation, root);
        return there.Find(one => !wanted.Contains(one)) ?? there.FirstOrDefault();
    }

    private static HashSet<string> Wanted(Installation installation, byte[] root) => Fingerprints(installation.Chain.Prepend(root));

    private static HashSet<string> Fingerprints(IEnumerable<byte[]> certificates) => [.. certificates.Select(Fingerprint)];

    private static string Fingerprint(byte[] certificate) => Convert.ToHexString(SHA256.HashData(certificate));
}
