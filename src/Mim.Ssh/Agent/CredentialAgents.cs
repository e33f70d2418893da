using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Mim.Core;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Keys;
using Mim.Ssh.Writing;

namespace Mim.Ssh.Agent;

/// <summary>
/// Agents within this process for keys of the inventory, one a key. The client is told of the public part by files; the private part is
/// opened for each signature, and no file ever has it.
/// </summary>
/// <param name="folder">Full path of a folder that nobody else can enter; asked for when there is a key.</param>
internal sealed class CredentialAgents(Func<string> folder) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<SshKeyCredential, Lazy<(KeyAgent Agent, AgentPlace Place)>> _agents = new();
    private int _count;

    /// <summary>The same destination, logged in to through the agent of its key where it names one.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.Unsupported"/>: a password, or a key where the client cannot reach the agent; <see cref="MimErrorCause.InvalidKey"/>.
    /// </exception>
    public SshDestination Through(SshDestination destination)
    {
        switch (destination.Credential)
        {
            case null:
                return destination;
            case SshPasswordCredential password:
                throw password.Unsupported(destination.Host);
            case SshKeyCredential when OperatingSystem.IsWindows():
                throw new MimException(
                    MimErrorCause.Unsupported, "Keys of the inventory log in from POSIX systems only; name a file with the key here.", destination.Host);
            case SshKeyCredential key:
                var place = _agents.GetOrAdd(key, made => new Lazy<(KeyAgent, AgentPlace)>(() => Start(made))).Value.Place;
                return destination with
                {
                    Credential = null, AgentSocket = place.Socket, IdentityFile = place.PublicKeyFile, CertificateFile = place.CertificateFile,
                };
            default:
                throw new MimException(MimErrorCause.Unsupported, $"Nobody logs in with {destination.Credential.Name}.", destination.Host);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _agents.Values.Where(agent => agent.IsValueCreated))
        {
            await agent.Value.Agent.DisposeAsync().ConfigureAwait(false);
        }
    }

    private (KeyAgent Agent, AgentPlace Place) Start(SshKeyCredential credential)
    {
        var key = AgentKey.Read(credential.PublicKey.Span);
        var path = Path.Combine(folder(), string.Create(CultureInfo.InvariantCulture, $"key{Interlocked.Increment(ref _count)}"));
        var place = new AgentPlace($"{path}.agent", $"{path}.pub")
        {
            CertificateFile = credential.Certificate is null ? null : $"{path}-cert.pub",
        };
        File.WriteAllText(place.PublicKeyFile, PublicText.Line(key.Blob, ""));
        if (place.CertificateFile is { } file)
        {
            File.WriteAllText(file, PublicText.Line(credential.Certificate, ""));
        }

        return (new KeyAgent(place.Socket, new AgentKey(key, (data, hash) =>
        {
            using var signer = credential.Open();
            return SignatureBlob.Sign(signer, key, data, hash);
        })), place);
    }
}
