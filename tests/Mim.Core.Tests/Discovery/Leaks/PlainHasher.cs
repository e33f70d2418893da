using System.Security.Cryptography;
using Mim.Core.Ports;

namespace Mim.Core.Tests.Discovery.Leaks;

/// <summary>Hashes under a key that everybody knows.</summary>
internal sealed class PlainHasher(byte[]? key = null) : ISecretHasher
{
    private readonly byte[] _key = key ?? "test"u8.ToArray();

    public string Hash(ReadOnlySpan<byte> value) => Convert.ToHexString(HMACSHA256.HashData(_key, value));
}
