using System.Security.Cryptography;
using System.Text;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Ssh.Tests;

/// <summary>With files built by hand, so that damaged input is tried where no program is installed too.</summary>
public sealed class SshKeyReaderContractTests : SshKeyReaderContract
{
    private static readonly byte[] _key = new WireWriter().Text("ssh-ed25519").Text(Filled(32)).Bytes;

    protected override ISshKeyReader Reader { get; } = new SshKeyReader();

    protected override IReadOnlyList<byte[]> Samples() =>
    [
        Line($"from=\"10.0.0.0/8\",command=\"a \\\" b\" ssh-ed25519 {Base64(_key)} one@host\n# two\nssh-ed25519 {Base64(_key)}"),
        Line($"@cert-authority *.corp.test,[web01]:2222 ssh-ed25519 {Base64(_key)}\n|1|{Base64(Filled(20))}|{Base64(Filled(20))} ssh-ed25519 {Base64(_key)}"),
        Line($"ssh-ed25519-cert-v01@openssh.com {Base64(Certificate())} one@host"),
        OpenSsh("none"),
        OpenSsh("bcrypt"),
        Pem("RSA PRIVATE KEY", Rsa(key => key.ExportRSAPrivateKey())),
        Pem("PRIVATE KEY", Rsa(key => key.ExportPkcs8PrivateKey())),
        Pem("ENCRYPTED PRIVATE KEY", Rsa(key => key.ExportEncryptedPkcs8PrivateKey(
            "x", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)))),
        Pem("EC PRIVATE KEY", Curve(key => key.ExportECPrivateKey())),
        Pem("PRIVATE KEY", Curve(key => key.ExportPkcs8PrivateKey())),
        Line(
            $"PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: aes256-cbc\nComment: one\nPublic-Lines: 1\n{Base64(_key)}\n"
            + "Key-Derivation: Argon2id\nArgon2-Memory: 8192\nArgon2-Passes: 13\nArgon2-Parallelism: 1\nArgon2-Salt: 00\nPrivate-Lines: 1\nAAAA"),
        Line($"---- BEGIN SSH2 PUBLIC KEY ----\nComment: \"one\"\n{Base64(_key)}\n---- END SSH2 PUBLIC KEY ----"),
        RevocationList(),
    ];

    private static byte[] OpenSsh(string derivation)
    {
        var isClear = derivation == "none";
        var secret = new WireWriter().Number(7).Number(7).Raw(_key).Text(Filled(64)).Text("one@host").Raw(1, 2, 3).Bytes;
        var options = isClear ? [] : new WireWriter().Text(Filled(16)).Number(16).Bytes;
        return Pem("OPENSSH PRIVATE KEY", new WireWriter().Raw("openssh-key-v1\0"u8.ToArray())
            .Text(isClear ? "none" : "aes256-ctr").Text(derivation).Text(options).Number(1).Text(_key).Text(secret).Bytes);
    }

    private static byte[] Certificate() => new WireWriter().Text("ssh-ed25519-cert-v01@openssh.com").Text(Filled(32)).Text(Filled(32))
        .Long(7).Number(1).Text("id").Text(new WireWriter().Text("root").Text("admin").Bytes).Long(0).Long(ulong.MaxValue)
        .Text(new WireWriter().Text("source-address").Text(new WireWriter().Text("10.0.0.0/8").Bytes).Bytes)
        .Text(new WireWriter().Text("permit-pty").Text("").Bytes).Text("").Text(_key)
        .Text(new WireWriter().Text("ssh-ed25519").Text(Filled(64)).Bytes).Bytes;

    private static byte[] RevocationList()
    {
        var certificates = new WireWriter().Text(_key).Text("")
            .Raw(0x20).Text(new WireWriter().Long(3).Long(9).Bytes)
            .Raw(0x21).Text(new WireWriter().Long(20).Long(29).Bytes)
            .Raw(0x22).Text(new WireWriter().Long(40).Text([0x2F]).Bytes)
            .Raw(0x23).Text(new WireWriter().Text("web01").Bytes).Bytes;
        return new WireWriter().Raw("SSHKRL\n\0"u8.ToArray()).Number(1).Long(5).Long(6).Long(0).Text("").Text("")
            .Raw(1).Text(certificates).Raw(2).Text(new WireWriter().Text(_key).Bytes).Raw(3).Text(new WireWriter().Text(Filled(20)).Bytes)
            .Raw(5).Text(new WireWriter().Text(Filled(32)).Bytes).Bytes;
    }

    private static byte[] Rsa(Func<RSA, byte[]> export)
    {
        using var key = RSA.Create(2048);
        return export(key);
    }

    private static byte[] Curve(Func<ECDsa, byte[]> export)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return export(key);
    }

    private static byte[] Line(string text) => Encoding.UTF8.GetBytes(text + "\n");

    private static byte[] Pem(string label, byte[] der) => Encoding.ASCII.GetBytes(PemEncoding.WriteString(label, der));

    private static string Base64(byte[] octets) => Convert.ToBase64String(octets);

    private static byte[] Filled(int length) => [.. Enumerable.Repeat((byte)0x42, length)];
}
