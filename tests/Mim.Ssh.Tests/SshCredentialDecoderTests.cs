using System.Security.Cryptography;
using System.Text;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Ssh.Keys;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests;

public sealed class SshCredentialDecoderTests : IDisposable
{
    private readonly SshKeySamples _samples = new();
    private readonly SshCredentialDecoder _decoder = new();

    public static TheoryData<string, int, string> Types => new()
    {
        { "ed25519", 256, "Ed25519" },
        { "ecdsa", 256, "EcdsaP256" },
        { "ecdsa", 384, "EcdsaP384" },
        { "ecdsa", 521, "EcdsaP521" },
        { "rsa", 2048, "Rsa2048" },
        { "rsa", 3072, "Rsa3072" },
    };

    public void Dispose() => _samples.Dispose();

    [RequiresProgramTheory("ssh-keygen")]
    [MemberData(nameof(Types))]
    public void A_public_key_is_read_as_ssh_keygen_reads_it(string type, int bits, string algorithm)
    {
        var path = _samples.Generate(type, bits, "deploy@build 1") + ".pub";
        using var found = Single(path);
        Assert.Equal(IdentityKind.SshKey, found.Kind);
        Assert.Equal(algorithm, found.KeyAlgorithm);
        Assert.Equal("deploy@build 1", found.SuggestedName);
        Assert.Null(found.PrivateKey);
        var (listedBits, fingerprint) = Assert.Single(SshKeySamples.Listed(path));
        Assert.Equal(fingerprint, SshFingerprint.Of(found.SshPublicKey));
        Assert.Equal($"{bits}", listedBits);
    }

    [RequiresProgramTheory("ssh-keygen")]
    [MemberData(nameof(Types))]
    public void A_private_key_brings_its_public_key_comment_and_own_bytes(string type, int bits, string algorithm)
    {
        var path = _samples.Generate(type, bits, "deploy@build");
        using var found = Single(path);
        Assert.Equal(algorithm, found.KeyAlgorithm);
        Assert.Equal("deploy@build", found.SuggestedName);
        Assert.Equal(SshKeySamples.Listed(path)[0].Fingerprint, SshFingerprint.Of(found.SshPublicKey));
        Assert.Equal(File.ReadAllBytes(path), found.PrivateKey!.Span.ToArray());
    }

    [RequiresProgramTheory("ssh-keygen")]
    [MemberData(nameof(Types))]
    public void An_encrypted_private_key_brings_its_public_key(string type, int bits, string algorithm)
    {
        var path = _samples.Generate(type, bits, "deploy@build", "a pass phrase");
        using var found = Single(path);
        Assert.Equal(algorithm, found.KeyAlgorithm);
        Assert.Equal(Path.GetFileName(path), found.SuggestedName);
        Assert.Equal(SshKeySamples.Listed(path)[0].Fingerprint, SshFingerprint.Of(found.SshPublicKey));
        Assert.Null(found.PrivateKey);
    }

    [RequiresProgramTheory("ssh-keygen")]
    [InlineData("ecdsa", 256, "EcdsaP256")]
    [InlineData("ecdsa", 384, "EcdsaP384")]
    [InlineData("ecdsa", 521, "EcdsaP521")]
    [InlineData("rsa", 2048, "Rsa2048")]
    [InlineData("rsa", 3072, "Rsa3072")]
    public void A_private_key_in_an_old_form_is_read_too(string type, int bits, string algorithm)
    {
        var path = _samples.Generate(type, bits, "deploy@build", format: "PEM");
        Assert.DoesNotContain("OPENSSH", File.ReadAllText(path), StringComparison.Ordinal);
        using var found = Single(path);
        Assert.Equal((IdentityKind.SshKey, algorithm), (found.Kind, found.KeyAlgorithm));
        Assert.Equal(SshKeySamples.Listed(path)[0].Fingerprint, SshFingerprint.Of(found.SshPublicKey));
        Assert.Equal(File.ReadAllBytes(path), found.PrivateKey!.Span.ToArray());
    }

    [RequiresProgramFact("ssh-keygen")]
    public void An_old_form_that_is_encrypted_or_damaged_is_refused_by_name()
    {
        var encrypted = _samples.Generate("rsa", 2048, "x", "a pass phrase", "PEM");
        var refusal = Assert.Throws<MimException>(() => Single(encrypted));
        Assert.Equal((MimErrorCause.InvalidFile, encrypted), (refusal.Cause, refusal.Subject));
        Assert.Contains("encrypted in the old form", refusal.Message, StringComparison.Ordinal);

        var whole = File.ReadAllText(_samples.Generate("ecdsa", 256, "x", format: "PEM"));
        var damaged = whole.Remove(60, 40);
        Assert.Equal(MimErrorCause.InvalidFile, Assert.Throws<MimException>(() => Decode(Encoding.ASCII.GetBytes(damaged), "damaged")).Cause);
    }

    [RequiresProgramFact("ssh-keygen")]
    public void Every_key_of_authorized_keys_is_read_whatever_its_options()
    {
        var keys = Types.Select(row => File.ReadAllText(_samples.Generate((string)row[0], (int)row[1], "someone") + ".pub").Trim()).ToList();
        var path = _samples.Folder["authorized_keys"];
        File.WriteAllText(path, $"""
            # people

            {keys[0]}
            restrict,command="/bin/echo \"a b\", ssh-rsa" {keys[1]}
            from="10.0.0.0/8,!10.1.0.0/16",no-pty {keys[2]}
            	cert-authority {keys[3]}
            """.ReplaceLineEndings("\r\n"));
        var found = Decode(File.ReadAllBytes(path), path)!;
        Assert.Equal(
            SshKeySamples.Listed(path).Select(listed => listed.Fingerprint),
            found.Select(credential => SshFingerprint.Of(credential.SshPublicKey)));
    }

    [RequiresProgramFact("ssh-keygen")]
    public void Keys_of_security_keys_are_read_as_ssh_keygen_reads_them()
    {
        var plain = Convert.FromBase64String(File.ReadAllText(_samples.Generate("ed25519", 256, "x") + ".pub").Split(' ')[1]);
        var curved = Convert.FromBase64String(File.ReadAllText(_samples.Generate("ecdsa", 256, "x") + ".pub").Split(' ')[1]);
        var path = _samples.Folder["sk.pub"];
        File.WriteAllLines(path,
        [
            Line("sk-ssh-ed25519@openssh.com", new WireWriter().Text("sk-ssh-ed25519@openssh.com").Raw(plain[15..]).Text("ssh:")),
            Line("sk-ecdsa-sha2-nistp256@openssh.com",
                new WireWriter().Text("sk-ecdsa-sha2-nistp256@openssh.com").Raw(curved[23..]).Text("ssh:")),
        ]);
        var found = Decode(File.ReadAllBytes(path), path)!;
        Assert.Equal(["Ed25519Sk", "EcdsaP256Sk"], found.Select(credential => credential.KeyAlgorithm));
        Assert.Equal(
            SshKeySamples.Listed(path).Select(listed => listed.Fingerprint),
            found.Select(credential => SshFingerprint.Of(credential.SshPublicKey)));
    }

    [RequiresProgramFact("ssh-keygen")]
    public void A_key_without_a_comment_is_named_after_its_file()
    {
        var path = _samples.Generate("ed25519", 256, "") + ".pub";
        using var found = Single(path);
        Assert.Equal(Path.GetFileNameWithoutExtension(path), found.SuggestedName);
    }

    [RequiresProgramFact("ssh-keygen")]
    public void A_damaged_line_is_named_by_its_number()
    {
        var key = File.ReadAllText(_samples.Generate("ed25519", 256, "x") + ".pub");
        var refusal = Assert.Throws<MimException>(() => Decode(Encoding.UTF8.GetBytes(key + "ssh-nothing AAAA\n"), "keys"));
        Assert.Equal(MimErrorCause.InvalidFile, refusal.Cause);
        Assert.Contains("line 2", refusal.Message, StringComparison.Ordinal);
    }

    [RequiresProgramFact("ssh-keygen")]
    public void A_private_part_of_another_key_is_refused()
    {
        var one = Body(_samples.Generate("ed25519", 256, "x"));
        var other = Body(_samples.Generate("ed25519", 256, "x"));
        // Up to the private section both are of the same length: 15 magic, 4+4, 4+4, 4, 4 count, 4+51 public key.
        byte[] mixed = [.. one[..94], .. other[94..]];
        var text = PemEncoding.WriteUtf8("OPENSSH PRIVATE KEY"u8, mixed);
        var refusal = Assert.Throws<MimException>(() => Decode(text, "mixed"));
        Assert.Contains("does not belong", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web01 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==")]
    [InlineData("ssh-ed25519-cert-v01@openssh.com AAAA")]
    [InlineData("command=\"unclosed ssh-ed25519 AAAA")]
    public void Lines_of_other_files_are_not_public_keys(string line)
    {
        Assert.Null(Decode(Encoding.UTF8.GetBytes(line), "line"));
    }

    [Theory]
    [InlineData("ssh-ed25519")]
    [InlineData("ssh-ed25519 ????")]
    [InlineData("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIA==")]
    public void A_key_that_is_not_there_is_refused(string line)
    {
        var refusal = Assert.Throws<MimException>(() => Decode(Encoding.UTF8.GetBytes(line), "line"));
        Assert.Equal(MimErrorCause.InvalidFile, refusal.Cause);
    }

    private static string Line(string type, WireWriter blob) => $"{type} {Convert.ToBase64String(blob.Bytes)} token";

    private static byte[] Body(string path)
    {
        var text = File.ReadAllText(path);
        var fields = PemEncoding.Find(text);
        return Convert.FromBase64String(text[fields.Base64Data]);
    }

    private IReadOnlyList<FoundCredential>? Decode(byte[] content, string source) => _decoder.Decode(content, source, null, CancellationToken.None);

    private FoundCredential Single(string path) => Assert.Single(Decode(File.ReadAllBytes(path), path)!);
}
