using System.Security.Cryptography;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Network;

/// <summary>
/// What a client sends to start a key exchange. The connection ends once the server has shown its key, so no secret is ever
/// agreed on, and what only has to look like a public key is made of random numbers.
/// </summary>
internal static class KeyExchange
{
    private const byte Init = 30;
    private const byte GroupInit = 32;
    private const byte GroupRequest = 34;
    private const int Curve25519Length = 32;
    private const int SntrupLength = 1158;

    /// <summary>Of the coefficients in an encapsulation key of ML-KEM-768 (FIPS 203 section 8); a seed of 32 octets follows them.</summary>
    private const int MlKemLength = 1152;
    private const int SeedLength = 32;

    /// <summary>In order of preference; a server that has none of these shows no key.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256", "ecdh-sha2-nistp384", "ecdh-sha2-nistp521",
        "diffie-hellman-group14-sha256", "diffie-hellman-group16-sha512", "diffie-hellman-group18-sha512",
        "diffie-hellman-group-exchange-sha256", "diffie-hellman-group14-sha1", "diffie-hellman-group-exchange-sha1",
        "diffie-hellman-group1-sha1",
        "sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com", "mlkem768x25519-sha256",
    ];

    /// <summary>Whether the server chooses the group first (RFC 4419).</summary>
    public static bool NeedsGroup(string name) => name.StartsWith("diffie-hellman-group-exchange-", StringComparison.Ordinal);

    /// <summary>The first message of an exchange of Names.</summary>
    public static byte[] Begin(string name) => name switch
    {
        "ecdh-sha2-nistp256" => Point(ECCurve.NamedCurves.nistP256),
        "ecdh-sha2-nistp384" => Point(ECCurve.NamedCurves.nistP384),
        "ecdh-sha2-nistp521" => Point(ECCurve.NamedCurves.nistP521),
        "diffie-hellman-group1-sha1" => Number(Init, 1024),
        "diffie-hellman-group14-sha1" or "diffie-hellman-group14-sha256" => Number(Init, 2048),
        "diffie-hellman-group16-sha512" => Number(Init, 4096),
        "diffie-hellman-group18-sha512" => Number(Init, 8192),
        "sntrup761x25519-sha512" or "sntrup761x25519-sha512@openssh.com" => Random(SntrupLength + Curve25519Length),
        "mlkem768x25519-sha256" => new WireBuilder().Octet(Init).Text([.. MlKem(), .. RandomNumberGenerator.GetBytes(Curve25519Length)]).Bytes,
        _ when NeedsGroup(name) => new WireBuilder().Octet(GroupRequest).Number(1024).Number(2048).Number(8192).Bytes,
        _ => Random(Curve25519Length),
    };

    /// <summary>The message that follows the server's group (RFC 4419 section 3).</summary>
    /// <param name="group">SSH_MSG_KEX_DH_GEX_GROUP: its prime and its generator.</param>
    public static byte[] Continue(ReadOnlySpan<byte> group)
    {
        const int SmallestPrime = 64;
        var prime = new SshWireReader(group[1..]).Positive().Length;
        return prime >= SmallestPrime ? Number(GroupInit, prime * 8) : throw new SshFormatException("its group is too small.");
    }

    private static byte[] Random(int length) => new WireBuilder().Octet(Init).Text(RandomNumberGenerator.GetBytes(length)).Bytes;

    // Two coefficients in three octets, each of 12 bits and less than 3329: without its highest bit it always is.
    private static byte[] MlKem()
    {
        var key = RandomNumberGenerator.GetBytes(MlKemLength + SeedLength);
        for (var at = 0; at < MlKemLength; at += 3)
        {
            key[at + 1] &= 0xF7;
            key[at + 2] &= 0x7F;
        }

        return key;
    }

    // Half a byte shorter than the prime, and so between one and it.
    private static byte[] Number(byte message, int bits)
    {
        var number = RandomNumberGenerator.GetBytes(bits / 8);
        number[0] = 1;
        return new WireBuilder().Octet(message).Positive(number).Bytes;
    }

    private static byte[] Point(ECCurve curve)
    {
        using var key = ECDiffieHellman.Create(curve);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new WireBuilder().Octet(Init).Text([0x04, .. point.X!, .. point.Y!]).Bytes;
    }
}
