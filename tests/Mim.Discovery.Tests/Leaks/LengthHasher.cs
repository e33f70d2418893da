using Mim.Core.Ports;

namespace Mim.Discovery.Tests.Leaks;

/// <summary>Tells secrets apart by their length, which is all that these tests ask.</summary>
internal sealed class LengthHasher : ISecretHasher
{
    public string Hash(ReadOnlySpan<byte> value) => value.Length.ToString("X64", provider: null);
}
