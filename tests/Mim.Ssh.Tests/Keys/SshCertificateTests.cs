using System.Globalization;
using Mim.Core.Discovery.Ssh;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Keys;

public sealed class SshCertificateTests : IDisposable
{
    private readonly SshKeySamples _samples = new();

    public void Dispose() => _samples.Dispose();

    [RequiresProgramTheory("ssh-keygen")]
    [InlineData("ed25519", 256)]
    [InlineData("ecdsa", 384)]
    [InlineData("rsa", 2048)]
    [InlineData("dsa", 1024)]
    public void A_certificate_says_what_ssh_keygen_lists(string type, int bits)
    {
        var authority = _samples.Generate("ed25519", 256, "ca");
        var key = _samples.Generate(type, bits, "alice@host");
        var certificate = SshKeySamples.Certify(
            key, authority, "-I", "key id", "-n", "alice,bob", "-z", "18446744073709551615", "-V", "20260101000000Z:20270101000000Z",
            "-O", "source-address=10.0.0.0/8", "-O", "force-command=echo a", "-O", "no-x11-forwarding");
        var sighting = Single(certificate);
        var facts = sighting.Certificate!;
        Assert.Equal((SshKeyRole.UserCertificate, "alice@host"), (sighting.Role, sighting.Comment));
        Assert.Equal(SshKeySamples.Listed(key)[0].Fingerprint, sighting.SshFingerprint);
        Assert.Equal((ulong.MaxValue, "key id", false), (facts.SerialNumber, facts.KeyId, facts.IsForHost));
        Assert.Equal(["alice", "bob"], facts.Principals);
        Assert.Equal(DateTimeOffset.Parse("2026-01-01T00:00:00Z", CultureInfo.InvariantCulture), facts.NotBefore);
        Assert.Equal(DateTimeOffset.Parse("2027-01-01T00:00:00Z", CultureInfo.InvariantCulture), facts.NotAfter);
        var listed = ProgramRunner.Run("ssh-keygen", "-L", "-f", certificate).Succeeded().Output;
        Assert.Contains($"Signing CA: ED25519 {facts.AuthorityFingerprint}", listed, StringComparison.Ordinal);
        Assert.All(facts.CriticalOptions, option => Assert.Contains($"{option.Name} {option.Value}", listed, StringComparison.Ordinal));
        Assert.Equal(2, facts.CriticalOptions.Count);
        Assert.All(facts.Extensions, option => Assert.Contains(option.Name, listed, StringComparison.Ordinal));
        Assert.Equal(4, facts.Extensions.Count);
    }

    [RequiresProgramFact("ssh-keygen")]
    public void A_certificate_of_a_host_may_be_for_all_time_and_all_hosts()
    {
        var sighting = Single(SshKeySamples.Certify(_samples.Generate("ed25519", 256, "web01"), _samples.Generate("rsa", 2048, "ca"), "-h", "-I", "web01"));
        Assert.Equal(SshKeyRole.HostCertificate, sighting.Role);
        Assert.True(sighting.Certificate is { IsForHost: true, Principals: [], NotBefore: null, NotAfter: null, SerialNumber: 0 });
    }

    private static SshKeySighting Single(string path) =>
        Assert.Single(new SshKeyReader().Read(File.ReadAllBytes(path), null, isOutline: false));
}
