using System.Security.Cryptography;

namespace Mim.Discovery.Network.Tls;

/// <summary>The hash of what was said so far (RFC 8446 section 4.4.1).</summary>
internal sealed class Transcript(Tls13Suite suite) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(suite.Hash);

    public Tls13Suite Suite { get; } = suite;

    public void Add(ReadOnlySpan<byte> message) => _hash.AppendData(message);

    /// <summary>After a request to try again, the first hello stands there as its hash.</summary>
    public void Restart()
    {
        var first = _hash.GetHashAndReset();
        _hash.AppendData([(byte)HandshakeType.MessageHash, 0, 0, (byte)first.Length]);
        _hash.AppendData(first);
    }

    public byte[] Hash() => _hash.GetCurrentHash();

    public void Dispose() => _hash.Dispose();
}
