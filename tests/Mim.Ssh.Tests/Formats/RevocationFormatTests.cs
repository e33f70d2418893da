using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Formats;

public sealed class RevocationFormatTests : IDisposable
{
    private readonly SshKeySamples _samples = new();

    public void Dispose() => _samples.Dispose();

    [RequiresProgramFact("ssh-keygen")]
    public void A_list_revokes_what_ssh_keygen_says_it_does()
    {
        var (authority, key, other) = (_samples.Generate("ed25519", 256, "ca"), _samples.Generate("rsa", 2048, "x"), _samples.Generate("ed25519", 256, "y"));
        var (specification, list) = (_samples.Folder["specification"], _samples.Folder["list"]);
        File.WriteAllText(specification, $"""
            serial: 5-8
            serial: 10
            serial: 12
            serial: 18446744073709551614
            id: web 01
            id: web 02
            sha1: {File.ReadAllText(key + ".pub").Trim()}
            sha256: {File.ReadAllText(other + ".pub").Trim()}
            """ + "\n");
        ProgramRunner.Run("ssh-keygen", "-q", "-k", "-f", list, "-s", authority + ".pub", specification, other + ".pub").Succeeded();

        var found = new SshKeyReader().Read(File.ReadAllBytes(list), null, isOutline: false);
        Assert.All(found, sighting => Assert.Equal((FindingStatus.Found, SshKeyRole.RevokedKey, "Krl"), (sighting.Status, sighting.Role, sighting.Format)));
        var ofCertificates = found.Where(sighting => sighting.Revokes is { } what && !what.StartsWith("key ", StringComparison.Ordinal)).ToList();
        Assert.All(ofCertificates, sighting => Assert.Equal(SshKeySamples.Listed(authority)[0].Fingerprint, sighting.SshFingerprint));
        var told = ProgramRunner.Run("ssh-keygen", "-Q", "-l", "-f", list).Output.Split('\n')
            .Where(line => line.StartsWith("serial: ", StringComparison.Ordinal) || line.StartsWith("id: ", StringComparison.Ordinal))
            .Select(line => line.Replace(":", "", StringComparison.Ordinal));
        Assert.Equal(told.Order(), ofCertificates.Select(sighting => sighting.Revokes!).Order());
        Assert.Contains(found, sighting => sighting.SshFingerprint == SshKeySamples.Listed(other)[0].Fingerprint && sighting.PublicKey is not null);
        Assert.Contains(found, sighting => sighting.Revokes == $"key {SshKeySamples.Listed(other)[0].Fingerprint}");
        Assert.Contains(found, sighting => sighting.SshFingerprint?.StartsWith("SHA1:", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_bitmap_of_millions_is_cut_where_nobody_reads_on()
    {
        var bitmap = Enumerable.Repeat((byte)0x55, 4 << 20).ToArray();
        var certificates = new WireWriter().Text("").Text("").Raw(0x22).Text(new WireWriter().Long(0).Text(bitmap).Bytes).Bytes;
        var list = new WireWriter().Raw(Encoding.ASCII.GetBytes("SSHKRL\n\0")).Number(1).Long(0).Long(0).Long(0).Text("").Text("")
            .Raw(1).Text(certificates).Bytes;
        var found = new SshKeyReader().Read(list, null, isOutline: false);
        Assert.Equal(100_001, found.Count);
        Assert.Equal(FindingStatus.Damaged, found[^1].Status);
        Assert.Equal("serial 2", found[1].Revokes);
    }
}
