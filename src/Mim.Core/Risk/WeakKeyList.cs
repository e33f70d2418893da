using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Issuing;

namespace Mim.Core.Risk;

/// <summary>
/// Keys that everybody can make, as lists of Debian's packages openssh-blacklist and openssl-blacklist name them: one a line, by
/// the last 80 bits of a digest in lower-case hexadecimal. For SSH that is the MD5 of the key in wire format, for the rest the SHA-1
/// of what <c>openssl rsa -noout -modulus</c> prints. Lines that begin with <c>#</c> are comments.
/// </summary>
public sealed class WeakKeyList
{
    private const int Digits = 20;
    private const int Octets = Digits / 2;

    // The lists of Debian have some 700,000 lines all together.
    private const int MostKeys = 5_000_000;

    private readonly HashSet<UInt128> _keys = [];

    private WeakKeyList()
    {
    }

    /// <summary>How many keys are known.</summary>
    public int Count => _keys.Count;

    /// <summary>Reads lists of either form and closes them. What is no digest is passed over; memory is bounded whatever they hold.</summary>
    /// <exception cref="OperationCanceledException"/>
    public static WeakKeyList Read(IEnumerable<TextReader> lists, CancellationToken cancellationToken)
    {
        var result = new WeakKeyList();
        foreach (var list in lists)
        {
            using (list)
            {
                result.Add(list, cancellationToken);
            }
        }

        return result;
    }

    /// <summary>Whether a key is on the lists.</summary>
    /// <param name="key">Public key of RSA; others are on no list.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>.</exception>
    public bool Contains(PublicKeyInfo key)
    {
        if (Count == 0 || key.Algorithm != PublicKeyInfo.Rsa)
        {
            return false;
        }

        var (modulus, exponent) = key.ReadRsa();
        return IsListed(Sha1(Encoding.ASCII.GetBytes($"Modulus={Convert.ToHexString(modulus.Span)}\n")))
            || ContainsSsh(SshBlob(modulus.Span, exponent.Span));
    }

    /// <summary>Whether a key of SSH, in wire format, is on the lists: DSA keys are on some.</summary>
    public bool ContainsSsh(ReadOnlySpan<byte> blob) => IsListed(Md5(blob));

    internal IEnumerable<HealthFinding> Inspect(CredentialKey key)
    {
        if (Contains(key))
        {
            yield return new(
                "DebianWeakKey", HealthSeverity.Critical,
                "it is one of the few keys that OpenSSL made on Debian from 2006 to 2008, which everybody has (CVE-2008-0166)",
                "make a new key, and treat what this one guarded as known");
        }
    }

    internal bool Contains(CredentialKey key) =>
        Count > 0 && (Contains(PublicKeyInfo.Read(key.SubjectPublicKeyInfo)) || (key.SshBlob is { } blob && ContainsSsh(blob)));

    // These digests name entries of lists; nothing rests on them.
#pragma warning disable CA5350, CA5351
    private static byte[] Sha1(ReadOnlySpan<byte> text) => SHA1.HashData(text);

    private static byte[] Md5(ReadOnlySpan<byte> blob) => MD5.HashData(blob);
#pragma warning restore CA5350, CA5351

    /// <summary>RFC 4253 section 6.6.</summary>
    private static byte[] SshBlob(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent) =>
        [.. Text("ssh-rsa"u8), .. Positive(exponent), .. Positive(modulus)];

    private static byte[] Positive(ReadOnlySpan<byte> number) => Text(number[0] >= 0x80 ? [0, .. number] : number);

    private static byte[] Text(ReadOnlySpan<byte> text)
    {
        var result = new byte[sizeof(int) + text.Length];
        BinaryPrimitives.WriteInt32BigEndian(result, text.Length);
        text.CopyTo(result.AsSpan(sizeof(int)));
        return result;
    }

    private bool IsListed(ReadOnlySpan<byte> digest)
    {
        Span<byte> last = stackalloc byte[16];
        digest[^Octets..].CopyTo(last[^Octets..]);
        return _keys.Contains(BinaryPrimitives.ReadUInt128BigEndian(last));
    }

    /// <summary>Character by character: a line may be as long as the file.</summary>
    private void Add(TextReader list, CancellationToken cancellationToken)
    {
        var (number, digits) = (UInt128.Zero, 0);
        for (var character = list.Read(); ; character = list.Read())
        {
            if (character is '\n' or -1)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (digits == Digits && Count < MostKeys)
                {
                    _keys.Add(number);
                }

                (number, digits) = (0, 0);
                if (character == -1)
                {
                    return;
                }
            }
            else if (char.IsAsciiHexDigit((char)character) && digits is >= 0 and < Digits)
            {
                (number, digits) = ((number << 4) | (uint)((character & 0xF) + (char.IsAsciiDigit((char)character) ? 0 : 9)), digits + 1);
            }
            else if (character != '\r')
            {
                digits = -1;
            }
        }
    }
}
