using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests;

/// <summary>Key files made by ssh-keygen, and security keys put together as OpenSSH describes them, since those need a token.</summary>
internal sealed class SshKeySamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TemporaryFolder Folder => _folder;

    /// <summary>Path of a new private key; the public one has <c>.pub</c> after it.</summary>
    public string Generate(string type, int bits, string comment, string passphrase = "", string format = "RFC4716")
    {
        var path = _folder[$"{type}-{bits}-{Guid.NewGuid():N}"];
        ProgramRunner.Run(
            "ssh-keygen", "-q", "-t", type, "-b", $"{bits}", "-C", comment, "-N", passphrase, "-m", format, "-f", path).Succeeded();
        return path;
    }

    /// <summary>What <c>ssh-keygen -l</c> says of each key in a file: bits, fingerprint.</summary>
    public static IReadOnlyList<(string Bits, string Fingerprint)> Listed(string path) =>
        [.. ProgramRunner.Run("ssh-keygen", "-l", "-E", "sha256", "-f", path).Succeeded().Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .Select(words => (words[0], words[1]))];

    public void Dispose() => _folder.Dispose();
}
