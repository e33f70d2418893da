using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Mim.Delivery.Accounts;

/// <summary>
/// The rounds of SCRAM-SHA-256 (RFC 5802 section 2.2, Hi): PBKDF2 with HMAC-SHA-256, of as many octets as the hash has. Where the system
/// has OpenSSL 3 its block function is called for each half of a round: the base library's way copies and clears a whole context each time,
/// which takes four times as long as hashing.
/// </summary>
internal static unsafe partial class SaltedPassword
{
    public const int Length = SHA256.HashSizeInBytes;

    private const string Library = "libcrypto.so.3";
    private const string BlockFunction = "SHA256_Transform";
    private const int BlockOctets = 64;

    /// <summary>Words of 32 bits that a hash has.</summary>
    private const int Words = Length / sizeof(uint);

    /// <summary>Words that are moved at once.</summary>
    private const int Half = Words / 2;

    /// <summary>Words of OpenSSL's context, whose first are the hash; it has 28.</summary>
    private const int ContextWords = 32;

    /// <summary>What one block of a key and a hash are together, in bits: the end of each second block.</summary>
    private const ushort Bits = (BlockOctets + Length) * 8;

    // A library that does not say what the base library says is not asked again.
    private static readonly Lazy<bool> _isDirect = new(() => IsThere() && SaysTheSame());

    /// <param name="password">Prepared.</param>
    /// <param name="salt">Any length.</param>
    /// <param name="iterations">1 or more.</param>
    /// <param name="salted">Takes <see cref="Length"/> octets.</param>
    public static void Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, Span<byte> salted)
    {
        if (_isDirect.Value)
        {
            DeriveDirectly(password, salt, iterations, salted);
        }
        else
        {
            Rfc2898DeriveBytes.Pbkdf2(password, salt, salted, iterations, HashAlgorithmName.SHA256);
        }
    }

    private static void DeriveDirectly(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, Span<byte> salted)
    {
        Span<uint> work = stackalloc uint[ContextWords + (3 * Words)];
        Span<byte> block = stackalloc byte[BlockOctets];
        try
        {
            fixed (uint* context = work)
            fixed (byte* octets = block)
            {
                var (inner, outer, sum) = (ContextWords, ContextWords + Words, ContextWords + (2 * Words));

                // Both halves of a round begin with the key, whose block is hashed once.
                Keyed(password, 0x36, context, block, context + inner);
                Keyed(password, 0x5C, context, block, context + outer);
                block.Clear();
                HMACSHA256.HashData(password, [.. salt, 0, 0, 0, 1], block);
                Swap((uint*)octets, context + sum);
                block[Length] = 0x80;
                BinaryPrimitives.WriteUInt16BigEndian(block[^sizeof(ushort)..], Bits);
                for (var round = 1; round < iterations; round++)
                {
                    Hash(context + inner, context, octets);
                    Hash(context + outer, context, octets);
                    (Vector128.Load(context) ^ Vector128.Load(context + sum)).Store(context + sum);
                    (Vector128.Load(context + Half) ^ Vector128.Load(context + sum + Half)).Store(context + sum + Half);
                }

                Swap(context + sum, (uint*)octets);
                block[..Length].CopyTo(salted);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(work));
            CryptographicOperations.ZeroMemory(block);
        }
    }

    /// <summary>The hash as it stands after the block of a key (RFC 2104 section 2).</summary>
    private static void Keyed(ReadOnlySpan<byte> password, byte pad, uint* context, Span<byte> block, uint* state)
    {
        block.Clear();
        if (password.Length > BlockOctets)
        {
            SHA256.HashData(password, block);
        }
        else
        {
            password.CopyTo(block);
        }

        foreach (ref var octet in block)
        {
            octet ^= pad;
        }

        _ = Begin(context);
        fixed (byte* octets = block)
        {
            Transform(context, octets);
        }

        Copy(context, state);
    }

    /// <summary>Goes on from a state with the block, whose beginning is the hash then.</summary>
    private static void Hash(uint* state, uint* context, byte* octets)
    {
        Copy(state, context);
        Transform(context, octets);
        Swap(context, (uint*)octets);
    }

    private static void Copy(uint* from, uint* to)
    {
        Vector128.Load(from).Store(to);
        Vector128.Load(from + Half).Store(to + Half);
    }

    /// <summary>Words to octets, and back. In halves, as they are read next: what is stored in smaller pieces is waited for.</summary>
    private static void Swap(uint* from, uint* to)
    {
        Swapped(Vector128.Load(from)).Store(to);
        Swapped(Vector128.Load(from + Half)).Store(to + Half);
    }

    private static Vector128<uint> Swapped(Vector128<uint> words) => Vector128.Shuffle(
        words.AsByte(), Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)).AsUInt32();

    // One that is told to use FIPS-validated code only is left to the base library: the block function passes by the module.
    private static bool IsThere() =>
        OperatingSystem.IsLinux()
        && NativeLibrary.TryLoad(Library, typeof(SaltedPassword).Assembly, searchPath: null, out var library)
        && NativeLibrary.TryGetExport(library, BlockFunction, out _)
        && IsFipsEnabled(0) == 0;

    private static bool SaysTheSame()
    {
        const int iterations = 3;
        Span<byte> salted = stackalloc byte[Length];
        DeriveDirectly("password"u8, "salt"u8, iterations, salted);
        return salted.SequenceEqual(Rfc2898DeriveBytes.Pbkdf2("password"u8, "salt"u8, iterations, HashAlgorithmName.SHA256, Length));
    }

    [LibraryImport(Library, EntryPoint = "EVP_default_properties_is_fips_enabled")]
    private static partial int IsFipsEnabled(nint context);

    [LibraryImport(Library, EntryPoint = "SHA256_Init")]
    private static partial int Begin(uint* context);

    // A tenth of a microsecond: shorter than telling the garbage collector about it.
    [LibraryImport(Library, EntryPoint = BlockFunction)]
    [SuppressGCTransition]
    private static partial void Transform(uint* context, byte* block);
}
