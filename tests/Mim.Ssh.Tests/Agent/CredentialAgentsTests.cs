using Mim.Core.Discovery.Ssh;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Pki.Keys;
using Mim.Ssh.Agent;
using Mim.Testing;

namespace Mim.Ssh.Tests.Agent;

public sealed class CredentialAgentsTests
{
    [UnixFact]
    public async Task Only_what_is_public_comes_to_lie_in_files_and_goes_through_one_agent_a_key()
    {
        using var signer = new KeyFactory().Generate(KeyAlgorithm.Ed25519);
        using var folder = new TemporaryFolder();
        var encoder = new SshKeyEncoder();
        var blob = encoder.EncodePublic(signer.SubjectPublicKeyInfo);
        var key = new SshKeyCredential("deploy", Guid.NewGuid(), blob, () => new BorrowedKey(signer)) { Certificate = blob };
        await using var agents = new CredentialAgents(() => folder.Path);
        var through = agents.Through(new SshDestination("web01") { Credential = key });
        Assert.Null(through.Credential);
        Assert.Equal(through with { Host = "web02" }, agents.Through(new SshDestination("web02") { Credential = key with { Name = "renamed" } }));
        Assert.Equal(new SshDestination("web03"), agents.Through(new SshDestination("web03")));

        var line = encoder.FormatPublic(SshKeyFormat.OpenSsh, blob, "");
        var files = Directory.GetFiles(folder.Path).Where(path => path != through.AgentSocket).Order().ToList();
        Assert.Equal(new[] { through.IdentityFile, through.CertificateFile }.Order(), files);
        Assert.All(files, file => Assert.Equal(line, File.ReadAllText(file)));
    }
}
