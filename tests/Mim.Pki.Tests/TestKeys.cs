using System.Collections.Concurrent;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Pki.Keys;

namespace Mim.Pki.Tests;

/// <summary>Keys that every test may use: making RSA keys takes seconds, loading them does not.</summary>
internal static class TestKeys
{
    private static readonly ConcurrentDictionary<(KeyAlgorithm, int), Lazy<byte[]>> Made = [];

    /// <summary>The same key for the same number; a handle of the caller's own.</summary>
    public static IPrivateKey Get(KeyAlgorithm algorithm, int number = 0) =>
        new KeyFactory().Import(Made.GetOrAdd((algorithm, number), _ => new Lazy<byte[]>(() => Make(algorithm))).Value);

    private static byte[] Make(KeyAlgorithm algorithm)
    {
        using var key = new KeyFactory().Generate(algorithm);
        using var pkcs8 = key.ExportPkcs8();
        return pkcs8.Span.ToArray();
    }
}
