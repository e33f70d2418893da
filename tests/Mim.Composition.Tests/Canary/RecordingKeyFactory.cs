using System.Collections.Concurrent;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Composition.Tests.Canary;

/// <summary>The real keys, of which it keeps a copy to look for.</summary>
internal sealed class RecordingKeyFactory(IKeyFactory inner) : IKeyFactory
{
    /// <summary>PKCS#8 of every key made or loaded.</summary>
    public ConcurrentBag<byte[]> Keys { get; } = [];

    public IPrivateKey Generate(KeyAlgorithm algorithm) => Keep(inner.Generate(algorithm));

    public IPrivateKey Import(ReadOnlySpan<byte> pkcs8) => Keep(inner.Import(pkcs8));

    private IPrivateKey Keep(IPrivateKey key)
    {
        using var pkcs8 = key.ExportPkcs8();
        Keys.Add(pkcs8.Span.ToArray());
        return key;
    }
}
