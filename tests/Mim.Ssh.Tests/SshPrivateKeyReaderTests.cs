using Mim.Pki.Keys;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests;

/// <summary>Keys that ssh-keygen made.</summary>
public sealed class SshPrivateKeyReaderTests : IDisposable
{
    private readonly SshKeySamples _samples = new();

    public void Dispose() => _samples.Dispose();

    [RequiresProgramTheory("ssh-keygen")]
    [InlineData("ed25519", 256, "RFC4716")]
    [InlineData("ecdsa", 384, "RFC4716")]
    [InlineData("rsa", 3072, "RFC4716")]
    [InlineData("ecdsa", 256, "PEM")]
    [InlineData("rsa", 2048, "PEM")]
    public void A_key_of_ssh_keygen_is_the_one_it_shows(string type, int bits, string form)
    {
        var path = _samples.Generate(type, bits, "deploy@build", format: form);
        using var pkcs8 = new SshPrivateKeyReader().ReadPkcs8(File.ReadAllBytes(path));
        using var key = new KeyFactory().Import(pkcs8.Span);
        var blob = new SshKeyEncoder().EncodePublic(key.SubjectPublicKeyInfo);
        Assert.Equal(File.ReadAllText(path + ".pub").Split(' ')[1], Convert.ToBase64String(blob));
    }
}
