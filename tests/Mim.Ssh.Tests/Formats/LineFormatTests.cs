using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Formats;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Formats;

public sealed class LineFormatTests : IDisposable
{
    private readonly SshKeySamples _samples = new();

    public void Dispose() => _samples.Dispose();

    [RequiresProgramFact("ssh-keygen")]
    public void Authorized_keys_keep_their_options_and_lines()
    {
        var key = Public("ed25519");
        var found = Read(
            $"# people\n\nfrom=\"10.0.0.0/8,!10.1.0.0/16\",command=\"echo \\\"a b\\\", ssh-rsa\",no-pty {key}\nCERT-authority,principals=\"a\" {key}\n{key}\n",
            SshKeyRole.AuthorizedKey);
        Assert.Equal([3, 4, 5], found.Select(sighting => sighting.Line));
        Assert.Equal(
            ["from=\"10.0.0.0/8,!10.1.0.0/16\"", "command=\"echo \"a b\", ssh-rsa\"", "no-pty"],
            found[0].Options.Select(option => option.ToString()));
        Assert.Equal(
            [SshKeyRole.AuthorizedKey, SshKeyRole.TrustedAuthority, SshKeyRole.AuthorizedKey], found.Select(sighting => sighting.Role));
        Assert.All(found, sighting => Assert.Equal(("AuthorizedKeys", "deploy@build"), (sighting.Format, sighting.Comment)));
    }

    [RequiresProgramFact("ssh-keygen")]
    public void A_line_that_sshd_would_not_take_is_named_and_the_others_are_read()
    {
        var key = Public("ed25519");
        var found = Read($"no-such-option {key}\nssh-ed25519 AAAA\n{key}\n", SshKeyRole.AuthorizedKey);
        Assert.Equal([FindingStatus.Damaged, FindingStatus.Damaged, FindingStatus.Found], found.Select(sighting => sighting.Status));
        Assert.Equal([1, 2, 3], found.Select(sighting => sighting.Line));
    }

    [RequiresProgramFact("ssh-keygen")]
    public void Known_hosts_are_read_as_ssh_keygen_finds_them()
    {
        var (plain, hashed) = (Public("ed25519"), Public("rsa"));
        var path = _samples.Folder["known_hosts"];
        File.WriteAllText(path, $"web02,10.0.0.2 {hashed}\n");
        ProgramRunner.Run("ssh-keygen", "-H", "-f", path).Succeeded();
        File.AppendAllText(path, $"@cert-authority *.corp.test {plain}\n@revoked old01 {plain}\n[web01]:2222,10.0.0.1 {plain}\n");
        var found = Read(File.ReadAllText(path), role: null);
        Assert.Equal(
            [SshKeyRole.KnownHost, SshKeyRole.KnownHost, SshKeyRole.TrustedAuthority, SshKeyRole.RevokedKey, SshKeyRole.KnownHost],
            found.Select(sighting => sighting.Role));
        Assert.All(found.Take(2), sighting => Assert.StartsWith("|1|", Assert.Single(sighting.Hosts), StringComparison.Ordinal));
        Assert.Equal(["[web01]:2222", "10.0.0.1"], found[^1].Hosts);
        var line = ProgramRunner.Run("ssh-keygen", "-l", "-F", "[web01]:2222", "-f", path).Succeeded().Output;
        Assert.Contains(found[^1].SshFingerprint!, line, StringComparison.Ordinal);
        Assert.Contains($"line {found[^1].Line}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Ssh_keys_of_the_first_protocol_are_named_by_their_line()
    {
        var found = Assert.Single(Read("web01 1024 35 123456789\n", SshKeyRole.KnownHost));
        Assert.Equal((FindingStatus.Damaged, 1), (found.Status, found.Line));
    }

    [RequiresProgramFact("ssh-keygen")]
    public void Comments_cannot_steer_a_terminal()
    {
        var words = Public("ed25519").Split(' ');
        Assert.DoesNotContain('\u001B', Assert.Single(Read($"{words[0]} {words[1]} \u001B[2Jgone\n", role: null)).Comment!);
    }

    [Fact]
    public void Of_lines_that_cannot_be_read_a_hundred_are_told() => Assert.Equal(
        100, Read(string.Concat(Enumerable.Repeat("x\n", 1 << 20)), SshKeyRole.AuthorizedKey).Count);

    [RequiresProgramFact("ssh-keygen")]
    public void A_key_behind_lines_that_cannot_be_read_is_found()
    {
        var found = Read(string.Concat(Enumerable.Repeat("x\n", 200)) + Public("ed25519"), SshKeyRole.AuthorizedKey);
        Assert.Equal((FindingStatus.Found, 201), (found[^1].Status, found[^1].Line));
    }

    private static List<SshKeySighting> Read(string text, SshKeyRole? role) => LineFormat.Read(Encoding.UTF8.GetBytes(text), role);

    private string Public(string type) => File.ReadAllText(_samples.Generate(type, type == "rsa" ? 2048 : 256, "deploy@build") + ".pub").Trim();
}
