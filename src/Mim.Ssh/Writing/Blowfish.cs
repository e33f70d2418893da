using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Mim.Ssh.Writing;

/// <summary>
/// Blowfish with the slow key schedule of bcrypt (Schneier 1994; Provos and Mazières 1999). For <see cref="BcryptDerivation"/> only.
/// </summary>
internal sealed class Blowfish : IDisposable
{
    private const int SubkeyCount = 18;
    private const int BoxSize = 256;

    // The subkeys, then the four boxes: a state that the key has changed is as secret as the key.
    private readonly uint[] _state = GC.AllocateArray<uint>(SubkeyCount + (4 * BoxSize), pinned: true);

    public Blowfish() => PiDigits.Words.CopyTo(_state);

    /// <summary>Mixes a salt and a key into the state, as often as asked. Both are read over and over, from their beginning.</summary>
    public void Expand(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> key)
    {
        for (int index = 0, at = 0; index < SubkeyCount; index++)
        {
            _state[index] ^= Next(key, ref at);
        }

        uint left = 0, right = 0;
        for (int index = 0, at = 0; index < _state.Length; index += 2)
        {
            if (!salt.IsEmpty)
            {
                left ^= Next(salt, ref at);
                right ^= Next(salt, ref at);
            }

            Encrypt(ref left, ref right);
            (_state[index], _state[index + 1]) = (left, right);
        }
    }

    public void Encrypt(ref uint left, ref uint right)
    {
        ref var state = ref _state[0];
        for (var round = 0; round < SubkeyCount - 2; round += 2)
        {
            left ^= Unsafe.Add(ref state, round);
            right ^= Mix(ref state, left);
            right ^= Unsafe.Add(ref state, round + 1);
            left ^= Mix(ref state, right);
        }

        left ^= Unsafe.Add(ref state, SubkeyCount - 2);
        right ^= Unsafe.Add(ref state, SubkeyCount - 1);
        (left, right) = (right, left);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_state.AsSpan()));

    // Every index is an octet, so that none can lie beyond its box.
    private static uint Mix(ref uint state, uint half)
    {
        ref var boxes = ref Unsafe.Add(ref state, SubkeyCount);
        var sum = Unsafe.Add(ref boxes, (int)(half >> 24)) + Unsafe.Add(ref boxes, BoxSize + (int)(half >> 16 & 0xFF));
        return (sum ^ Unsafe.Add(ref boxes, (2 * BoxSize) + (int)(half >> 8 & 0xFF))) + Unsafe.Add(ref boxes, (3 * BoxSize) + (int)(half & 0xFF));
    }

    // Salts and keys are digests here, whose length is a multiple of four.
    private static uint Next(ReadOnlySpan<byte> octets, ref int at)
    {
        var word = BinaryPrimitives.ReadUInt32BigEndian(octets[at..]);
        at = (at + sizeof(uint)) % octets.Length;
        return word;
    }
}
