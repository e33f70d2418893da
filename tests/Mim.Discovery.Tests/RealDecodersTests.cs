using System.Security.Cryptography;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Pki.Credentials;
using Mim.Ssh;
using Mim.Testing;
using Mim.Testing.Certificates;
using Mim.Testing.Programs;

namespace Mim.Discovery.Tests;

/// <summary>The decoders of the product side by side: none takes a file that is another's.</summary>
public sealed class RealDecodersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<bool> Orders => [true, false];

    public void Dispose() => _folder.Dispose();

    [RequiresProgramTheory("ssh-keygen")]
    [MemberData(nameof(Orders))]
    public void Ssh_keys_are_ssh_keys(bool sshFirst)
    {
        ProgramRunner.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "one", "-f", _folder["id"]).Succeeded();
        Assert.Equal(IdentityKind.SshKey, Read("id", sshFirst));
        Assert.Equal(IdentityKind.SshKey, Read("id.pub", sshFirst));
        ProgramRunner.Run("ssh-keygen", "-q", "-t", "rsa", "-m", "PEM", "-N", "", "-f", _folder["old"]).Succeeded();
        Assert.Equal(IdentityKind.SshKey, Read("old", sshFirst));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Certificates_are_certificates(bool sshFirst)
    {
        using var chain = new TestChain();
        var leaf = chain.Issue("web");
        File.WriteAllBytes(_folder["web.der"], leaf.Certificate);
        File.WriteAllText(_folder["web.pem"], $"""
            {PemEncoding.WriteString("CERTIFICATE", leaf.Certificate)}
            {PemEncoding.WriteString("PRIVATE KEY", leaf.Pkcs8)}
            """);
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(leaf.Pkcs8, out _);
        File.WriteAllText(_folder["old.pem"], $"""
            {key.ExportECPrivateKeyPem()}
            {PemEncoding.WriteString("CERTIFICATE", leaf.Certificate)}
            """);
        Assert.Equal(IdentityKind.Certificate, Read("old.pem", sshFirst));
        Assert.Equal(IdentityKind.Certificate, Read("web.der", sshFirst));
        Assert.Equal(IdentityKind.Certificate, Read("web.pem", sshFirst));
    }

    private IdentityKind Read(string name, bool sshFirst)
    {
        ICredentialDecoder[] decoders = sshFirst
            ? [new SshCredentialDecoder(), new CredentialDecoder()]
            : [new CredentialDecoder(), new SshCredentialDecoder()];
        using var found = Assert.Single(new CredentialFileSource(decoders).Read(_folder[name], null, CancellationToken.None));
        return found.Kind;
    }
}
