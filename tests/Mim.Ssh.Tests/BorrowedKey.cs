using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Ssh.Tests;

/// <summary>A key of a test, which outlives whoever disposes this.</summary>
internal sealed class BorrowedKey(ISigningKey key) : ISigningKey
{
    public KeyAlgorithm Algorithm => key.Algorithm;

    public ReadOnlyMemory<byte> SubjectPublicKeyInfo => key.SubjectPublicKeyInfo;

    public byte[] Sign(ReadOnlySpan<byte> data) => key.Sign(data);

    public void Dispose()
    {
    }
}
