using Mim.Core;
using Mim.Core.Ports;
using Mim.Ssh.Keys;

namespace Mim.Ssh;

/// <summary>Reads public keys in OpenSSH's wire format.</summary>
public sealed class SshPublicKeyReader : ISshPublicKeyReader
{
    public byte[] ReadSubjectPublicKeyInfo(ReadOnlyMemory<byte> blob)
    {
        try
        {
            return SubjectKey.Encode(SshPublicKey.Read(blob.Span));
        }
        catch (SshFormatException trouble)
        {
            throw new MimException(MimErrorCause.InvalidKey, $"The SSH public key cannot be read: {trouble.Message}", inner: trouble);
        }
    }
}
