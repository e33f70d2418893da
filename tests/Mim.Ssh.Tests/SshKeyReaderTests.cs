using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Risk;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests;

/// <summary>Private keys in all their forms, as ssh-keygen and puttygen write them.</summary>
public sealed class SshKeyReaderTests : IDisposable
{
    private readonly SshKeySamples _samples = new();

    public void Dispose() => _samples.Dispose();

    [RequiresProgramTheory("ssh-keygen")]
    [InlineData("ed25519", 256, "RFC4716", "OpenSsh")]
    [InlineData("ecdsa", 521, "RFC4716", "OpenSsh")]
    [InlineData("rsa", 3072, "RFC4716", "OpenSsh")]
    [InlineData("dsa", 1024, "RFC4716", "OpenSsh")]
    [InlineData("ecdsa", 256, "PEM", "Sec1")]
    [InlineData("rsa", 2048, "PEM", "Pkcs1")]
    [InlineData("dsa", 1024, "PEM", "Dsa")]
    [InlineData("ecdsa", 384, "PKCS8", "Pkcs8")]
    [InlineData("rsa", 2048, "PKCS8", "Pkcs8")]
    public void A_clear_private_key_is_found_as_ssh_keygen_lists_it(string type, int bits, string form, string format)
    {
        var path = _samples.Generate(type, bits, "deploy@build", format: form);
        var sighting = Single(path);
        var (listedBits, fingerprint) = Assert.Single(SshKeySamples.Listed(path + ".pub"));
        Assert.Equal((SshKeyRole.PrivateKey, format), (sighting.Role, sighting.Format));
        Assert.Equal((listedBits, fingerprint), ($"{sighting.Bits}", sighting.SshFingerprint));
        Assert.True(sighting is { HasPrivateKey: true, IsEncrypted: false, Derivation: null, Rounds: null });
    }

    [RequiresProgramTheory("ssh-keygen")]
    [InlineData("RFC4716", "OpenSsh", "bcrypt", 16L)]
    [InlineData("PEM", "Sec1", "md5", 1L)]
    [InlineData("PKCS8", "Pkcs8", "pbkdf2", 2048L)]
    public void An_encrypted_private_key_says_how(string form, string format, string derivation, long rounds)
    {
        var sighting = Single(_samples.Generate("ecdsa", 256, "deploy@build", "a pass phrase", form));
        Assert.Equal((SshKeyRole.PrivateKey, format), (sighting.Role, sighting.Format));
        Assert.Equal((true, derivation, rounds), (sighting.IsEncrypted, sighting.Derivation, sighting.Rounds));
        Assert.Equal(format == "OpenSsh", sighting.SshFingerprint is not null);
    }

    [RequiresProgramTheory("ssh-keygen", "puttygen")]
    [InlineData(2, "", null, null)]
    [InlineData(2, "a pass phrase", "sha1", 1L)]
    [InlineData(3, "", null, null)]
    [InlineData(3, "a pass phrase", "argon2id", 1L)]
    public void A_key_of_PuTTY_is_found_as_ssh_keygen_lists_it(int version, string passphrase, string? derivation, long? leastRounds)
    {
        foreach (var type in new[] { "rsa", "ed25519" })
        {
            var path = _samples.Generate(type, 2048, "deploy@build");
            var sighting = Single(_samples.ToPutty(path, version, passphrase));
            Assert.Equal((SshKeyRole.PrivateKey, $"Ppk{version}", "deploy@build"), (sighting.Role, sighting.Format, sighting.Comment));
            Assert.Equal(SshKeySamples.Listed(path)[0].Fingerprint, sighting.SshFingerprint);
            Assert.Equal((derivation is not null, derivation), (sighting.IsEncrypted, sighting.Derivation));
            Assert.True(sighting.Rounds >= leastRounds || (leastRounds is null && sighting.Rounds is null));
        }
    }

    [RequiresProgramFact("puttygen")]
    public void A_key_that_only_PuTTY_makes_is_found_as_it_lists_it()
    {
        var (path, secret) = (_samples.Folder["ed448.ppk"], _samples.Folder["none"]);
        File.WriteAllText(secret, "");
        ProgramRunner.Run("puttygen", "-q", "-t", "ed448", "-C", "x", "--new-passphrase", secret, "-o", path).Succeeded();
        var sighting = Single(path);
        Assert.Equal(("Ed448", KeyDescription.Read(sighting.SubjectPublicKeyInfo).Algorithm), (sighting.KeyAlgorithm, sighting.KeyAlgorithm));
        Assert.StartsWith(
            $"ssh-ed448 {sighting.Bits} {sighting.SshFingerprint}", ProgramRunner.Run("puttygen", "-l", path).Succeeded().Output, StringComparison.Ordinal);
    }

    [RequiresProgramFact("ssh-keygen", "puttygen")]
    public void A_public_key_as_PuTTY_exports_it_is_found()
    {
        var path = _samples.Generate("rsa", 2048, "deploy@build");
        var exported = path + ".rfc4716";
        ProgramRunner.Run("puttygen", path, "-O", "public", "-o", exported).Succeeded();
        var sighting = Single(exported);
        Assert.Equal((SshKeyRole.PublicKey, "Rfc4716", "deploy@build"), (sighting.Role, sighting.Format, sighting.Comment));
        Assert.Equal(SshKeySamples.Listed(path)[0].Fingerprint, sighting.SshFingerprint);
    }

    [RequiresProgramFact("ssh-keygen")]
    public void A_key_beside_a_certificate_is_none_of_SSHs()
    {
        var path = _samples.Generate("rsa", 2048, "x", format: "PEM");
        File.AppendAllText(path, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Assert.Empty(Read(path));
    }

    [RequiresProgramTheory("openssl")]
    [InlineData("genpkey", "-algorithm", "x25519")]
    [InlineData("genpkey", "-algorithm", "ed448")]
    [InlineData("genpkey", "-algorithm", "ec", "-pkeyopt", "ec_paramgen_curve:secp256k1")]
    [InlineData("ecparam", "-name", "secp256k1", "-genkey", "-noout")]
    public void A_key_of_an_algorithm_that_ssh_does_not_have_is_none_of_SSHs(params string[] arguments)
    {
        var path = _samples.Folder["foreign.pem"];
        ProgramRunner.Run("openssl", [.. arguments, "-out", path]).Succeeded();
        Assert.Empty(Read(path));
    }

    [Theory]
    [InlineData("key = \"-----BEGIN RSA PRIVATE KEY-----\"")]
    [InlineData("{ \"key\": \"-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----\" }")]
    [InlineData("    -----BEGIN OPENSSH PRIVATE KEY-----")]
    public void What_only_speaks_of_keys_is_none(string text) =>
        Assert.Empty(new SshKeyReader().Read(System.Text.Encoding.ASCII.GetBytes(text), null, isOutline: false));

    [RequiresProgramTheory("ssh-keygen")]
    [InlineData("")]
    [InlineData("a pass phrase")]
    public void An_outline_tells_all_but_the_comment(string passphrase)
    {
        var path = _samples.Generate("ed25519", 256, "deploy@build", passphrase);
        var lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [lines[0], string.Concat(lines[1..^1])[..200], lines[^1]]);
        var sighting = Assert.Single(new SshKeyReader().Read(File.ReadAllBytes(path), null, isOutline: true));
        Assert.Equal(SshKeySamples.Listed(path + ".pub")[0].Fingerprint, sighting.SshFingerprint);
        Assert.Equal((FindingStatus.Found, passphrase.Length > 0), (sighting.Status, sighting.IsEncrypted));
    }

    [RequiresProgramTheory("ssh-keygen")]
    [InlineData("ed25519", 256)]
    [InlineData("ecdsa", 384)]
    [InlineData("rsa", 3072)]
    [InlineData("dsa", 1024)]
    public void A_key_is_the_same_for_the_checks_that_all_kinds_share(string type, int bits)
    {
        var sighting = Single(_samples.Generate(type, bits, "x"));
        var description = KeyDescription.Read(sighting.SubjectPublicKeyInfo);
        Assert.Equal((sighting.KeyAlgorithm, sighting.Bits), (description.Algorithm, (int?)description.Bits));
    }

    private static SshKeySighting Single(string path) => Assert.Single(Read(path));

    private static IReadOnlyList<SshKeySighting> Read(string path) => new SshKeyReader().Read(File.ReadAllBytes(path), null, isOutline: false);
}
