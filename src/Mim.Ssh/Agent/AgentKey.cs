using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Ports;
using Mim.Ssh.Keys;
using Mim.Ssh.Writing;

namespace Mim.Ssh.Agent;

/// <summary>The one key of an agent, and what it answers.</summary>
/// <param name="key">Its public part.</param>
/// <param name="sign">Signs with its private part, for RSA with that hash. Is called once at a time.</param>
internal sealed class AgentKey(SshPublicKey key, Func<ReadOnlySpan<byte>, HashAlgorithmName, byte[]> sign)
{
    private readonly Lock _one = new();

    // draft-ietf-sshm-ssh-agent section 6.3: RSA with SHA-256.
    private const uint WantsSha256 = 2;

    /// <param name="signer">The private part. Stays the caller's.</param>
    /// <param name="key">The public part.</param>
    public AgentKey(ISigningKey signer, SshPublicKey key)
        : this(key, (data, hash) => SignatureBlob.Sign(signer, key, data, hash))
    {
    }

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
        catch (Exception trouble) when (trouble is SshFormatException or MimException)
        {
            // It was asked for what it cannot give, or its private part is not there any more: the client is told so, and tells.
            return [AgentMessage.Failure];
        }
    }

    /// <summary>A public key in wire format.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>.</exception>
    public static SshPublicKey Read(ReadOnlySpan<byte> blob)
    {
        try
        {
            return SshPublicKey.Read(blob);
        }
        catch (SshFormatException trouble)
        {
            throw new MimException(MimErrorCause.InvalidKey, $"The public key cannot be read: {trouble.Message}", inner: trouble);
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
        byte[] signature;
        lock (_one)
        {
            signature = sign(data, hash);
        }

        HasSigned = true;
        return new WireBuilder().Octet(AgentMessage.SignResponse).Text(signature).Bytes;
    }
}
