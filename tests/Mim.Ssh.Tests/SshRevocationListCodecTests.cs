using Mim.Core.Discovery.Ssh;
using Mim.Core.Revocation.Ssh;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests;

/// <summary>Our lists as ssh-keygen reads them, and its lists as we do.</summary>
public sealed class SshRevocationListCodecTests : IDisposable
{
    private const int Revoked = 1;
    private readonly SshKeySamples _samples = new();
    private readonly SshRevocationListCodec _codec = new();

    public void Dispose() => _samples.Dispose();

    [RequiresProgramFact("ssh-keygen")]
    public void OpenSSH_refuses_exactly_what_is_revoked()
    {
        var authority = _samples.Generate("ed25519", 256, "ca");
        var (key, hashed) = (_samples.Generate("rsa", 2048, "key"), _samples.Generate("ecdsa", 256, "hashed"));
        ulong[] serials = [5, 100, 101, 102, 103, .. Enumerable.Range(0, 30).Select(step => 500 + (3 * (ulong)step))];
        var list = Write(new SshRevocationSpec
        {
            Number = 3,
            PublishedAt = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000),
            Comment = "nightly",
            Certificates = [new SshRevokedCertificates(Sighting(authority + ".pub").PublicKey, serials, ["lost"])],
            Keys = [Sighting(key + ".pub").PublicKey!],
            Fingerprints = [System.Security.Cryptography.SHA256.HashData(Sighting(hashed + ".pub").PublicKey!)],
        });
        var good = _samples.Generate("ed25519", 256, "good");
        AssertSame(list, key + ".pub", isRevoked: true);
        AssertSame(list, hashed + ".pub", isRevoked: true);
        AssertSame(list, good + ".pub", isRevoked: false);
        foreach (var (serial, id, isRevoked) in new[]
        {
            (5, "x", true), (6, "x", false), (99, "x", false), (100, "x", true), (103, "x", true), (104, "x", false), (500, "x", true), (501, "x", false),
            (587, "x", true), (590, "x", false), (7, "lost", true),
        })
        {
            AssertSame(list, SshKeySamples.Certify(good, authority, "-I", id, "-n", "root", "-z", $"{serial}"), isRevoked);
        }
    }

    [RequiresProgramFact("ssh-keygen")]
    public void Lists_of_OpenSSH_are_read_as_it_reads_them_and_are_no_smaller_than_ours()
    {
        var authority = _samples.Generate("ed25519", 256, "ca");
        var (key, other) = (_samples.Generate("ed25519", 256, "key"), _samples.Generate("ed25519", 256, "other"));
        ulong[] serials = [7, .. Enumerable.Range(0, 300).Select(step => 1000 + (2 * (ulong)step)), .. Enumerable.Range(9000, 500).Select(serial => (ulong)serial)];
        File.WriteAllText(
            _samples.Folder["spec"],
            $"{string.Concat(serials.Select(serial => $"serial: {serial}\n"))}id: lost\nsha256: {File.ReadAllText(key + ".pub")}sha1: {File.ReadAllText(other + ".pub")}");
        var path = _samples.Folder["krl"];
        ProgramRunner.Run("ssh-keygen", "-k", "-q", "-z", "12", "-f", path, "-s", authority + ".pub", _samples.Folder["spec"]).Succeeded();
        var theirs = File.ReadAllBytes(path);

        Assert.Equal(12UL, _codec.Read(theirs).Number);
        AssertSame(path, key + ".pub", isRevoked: true);
        AssertSame(path, other + ".pub", isRevoked: true);
        var good = _samples.Generate("ed25519", 256, "good");
        foreach (var serial in new[] { 1, 7, 8, 1000, 1001, 1598, 1600, 8999, 9000, 9499, 9500 })
        {
            AssertSame(path, SshKeySamples.Certify(good, authority, "-I", "x", "-n", "root", "-z", $"{serial}"), serials.Contains((ulong)serial));
        }

        var ours = new SshRevocationSpec
        {
            Number = 12,
            PublishedAt = DateTimeOffset.FromUnixTimeSeconds(1),
            Certificates = [new SshRevokedCertificates(Sighting(authority + ".pub").PublicKey, serials, ["lost"])],
            Fingerprints = [new byte[32]],
        };
        Assert.True(_codec.Encode(ours).Length <= theirs.Length);
    }

    private string Write(SshRevocationSpec spec)
    {
        var path = _samples.Folder["krl"];
        File.WriteAllBytes(path, _codec.Encode(spec));
        return path;
    }

    private static SshKeySighting Sighting(string path) => Assert.Single(new SshKeyReader().Read(File.ReadAllBytes(path), role: null, isOutline: false));

    private void AssertSame(string list, string path, bool isRevoked)
    {
        var sighting = Sighting(path);
        Assert.Equal(isRevoked, _codec.FindRevocation(File.ReadAllBytes(list), sighting.PublicKey, sighting.Certificate) is not null);
        var result = ProgramRunner.Run("ssh-keygen", "-Q", "-f", list, path);
        Assert.True(result.ExitCode == (isRevoked ? Revoked : 0), $"{path}: {result.ExitCode} {result.Output} {result.Error}");
    }
}
