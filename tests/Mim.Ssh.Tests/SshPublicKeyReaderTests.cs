using Mim.Core.Ports;
using Mim.Core.Risk;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests;

public sealed class SshPublicKeyReaderTests : SshPublicKeyReaderContract
{
    protected override ISshPublicKeyReader Reader { get; } = new SshPublicKeyReader();

    [RequiresProgramTheory("ssh-keygen")]
    [InlineData("rsa", 2048, "Rsa2048")]
    [InlineData("ecdsa", 256, "EcdsaP256")]
    [InlineData("ecdsa", 521, "EcdsaP521")]
    [InlineData("ed25519", 256, "Ed25519")]
    public void KeysOfOpenSshAreTheSameInX509(string type, int bits, string algorithm)
    {
        using var samples = new SshKeySamples();
        var path = samples.Generate(type, bits, "sample", format: "PKCS8");
        var blob = Convert.FromBase64String(File.ReadAllText(path + ".pub").Split(' ')[1]);

        var key = Reader.ReadSubjectPublicKeyInfo(blob);

        Assert.Equal(algorithm, KeyDescription.Read(key).Algorithm);
        Assert.Empty(KeyHealth.Inspect(key));
        if (type != "ed25519")
        {
            // OpenSSH writes Ed25519 in its own form only.
            var listed = ProgramRunner.Run("ssh-keygen", "-e", "-m", "PKCS8", "-f", path + ".pub").Succeeded().Output;
            Assert.Equal(string.Concat(listed.Split('\n')[1..^2]), Convert.ToBase64String(key));
        }
    }
}
