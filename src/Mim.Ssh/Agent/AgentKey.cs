using System.Security.Cryptography;
using Mim.Core.Ports;
using Mim.Ssh.Keys;
using Mim.Ssh.Writing;

namespace Mim.Ssh.Agent;

/// <summary>The one key of an agent, and what it answers.</summary>
/// <param name="signer">The private key. Stays the caller's.</param>
/// <param name="key">Its public key.</param>
internal sealed class AgentKey(ISigningKey signer, SshPublicKey key)
{
    // draft-ietf-sshm-ssh-agent section 6.3: RSA with SHA-256.
    private const uint WantsSha256 = 2;

    /// <summary>Whether it has signed anything: only who was told that a key will do has it sign.</summary>
    public bool HasSigned { get; private set; }

    /// <summary>The answer to one message, both without their length. What it is not asked for politely it refuses.</summary>
    public byte[] Answer(ReadOnlySpan<byte> message)
    {
        try
        {
            var reader = new SshWireReader(message);
            return reader.Octet() switch
            {
                AgentMessage.RequestIdentities => new WireBuilder().Octet(AgentMessage.IdentitiesAnswer).Number(1).Text(key.Blob).Text([]).Bytes,
                AgentMessage.SignRequest => Sign(ref reader),
                _ => [AgentMessage.Failure],
            };
        }
        catch (SshFormatException)
        {
            return [AgentMessage.Failure];
        }
    }

    private byte[] Sign(ref SshWireReader reader)
    {
        if (!reader.Text().SequenceEqual(key.Blob))
        {
            return [AgentMessage.Failure];
        }

        var data = reader.Text();
        var hash = (reader.Number() & WantsSha256) != 0 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA512;
        var signature = SignatureBlob.Sign(signer, key, data, hash);
        HasSigned = true;
        return new WireBuilder().Octet(AgentMessage.SignResponse).Text(signature).Bytes;
    }
}
