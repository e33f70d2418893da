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

    /// <summary>The same key as PuTTY writes it.</summary>
    public string ToPutty(string path, int version, string passphrase = "")
    {
        var secret = _folder["passphrase"];
        File.WriteAllText(secret, passphrase);
        ProgramRunner.Run(
            "puttygen", path, "-O", "private", "-o", $"{path}.ppk", "--new-passphrase", secret,
            "--ppk-param", $"version={version}").Succeeded();
        return $"{path}.ppk";
    }

    /// <summary>Signs a public key; gives the path of the certificate.</summary>
    public static string Certify(string path, string authority, params IEnumerable<string> options)
    {
        ProgramRunner.Run("ssh-keygen", ["-q", "-s", authority, .. options, $"{path}.pub"]).Succeeded();
        return $"{path}-cert.pub";
    }

    /// <summary>What <c>ssh-keygen -l</c> says of each key in a file: bits, fingerprint.</summary>
    public static IReadOnlyList<(string Bits, string Fingerprint)> Listed(string path) =>
        [.. ProgramRunner.Run("ssh-keygen", "-l", "-E", "sha256", "-f", path).Succeeded().Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .Select(words => (words[0], words[1]))];

    public void Dispose() => _folder.Dispose();
}
