using System.Security.Cryptography;
using System.Text;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Network;

/// <summary>SSH_MSG_KEXINIT (RFC 4253 section 7.1): what each side can do, best first.</summary>
/// <param name="KeyExchanges">Names of key exchange methods.</param>
/// <param name="HostKeys">Names of host key algorithms.</param>
/// <param name="GuessFollows">Whether a guessed packet of the key exchange comes next.</param>
internal sealed record KexInit(IReadOnlyList<string> KeyExchanges, IReadOnlyList<string> HostKeys, bool GuessFollows)
{
    public const byte Message = 20;
    private const int CookieLength = 16;
    private const int OtherLists = 8;

    // The connection ends before any of these is used, but both sides have to have one in common.
    private static readonly string[] _rest =
    [
        "aes128-ctr,aes256-ctr,chacha20-poly1305@openssh.com,aes128-gcm@openssh.com,aes256-gcm@openssh.com,aes192-ctr,aes128-cbc,aes256-cbc,3des-cbc",
        "hmac-sha2-256,hmac-sha2-512,hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha1,hmac-md5",
        "none,zlib@openssh.com,zlib",
    ];

    public static KexInit Read(ReadOnlySpan<byte> payload)
    {
        var reader = new SshWireReader(payload[1..]);
        reader.Skip(CookieLength);
        var exchanges = Names(reader.Text());
        var hostKeys = Names(reader.Text());
        for (var list = 0; list < OtherLists; list++)
        {
            reader.Text();
        }

        return new KexInit(exchanges, hostKeys, reader.Octet() != 0);
    }

    public byte[] Encode()
    {
        var message = new WireBuilder().Octet(Message).Raw(RandomNumberGenerator.GetBytes(CookieLength)).Text(List(KeyExchanges)).Text(List(HostKeys));
        foreach (var list in _rest)
        {
            message.Text(Encoding.ASCII.GetBytes(list)).Text(Encoding.ASCII.GetBytes(list));
        }

        // No languages, no guess, a reserved number.
        return message.Text([]).Text([]).Octet(0).Number(0).Bytes;
    }

    private static byte[] List(IReadOnlyList<string> names) => Encoding.ASCII.GetBytes(string.Join(',', names));

    private static string[] Names(ReadOnlySpan<byte> list) => PlainText.Of(list).Split(',', StringSplitOptions.RemoveEmptyEntries);
}
