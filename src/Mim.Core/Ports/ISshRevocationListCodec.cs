using Mim.Core.Discovery.Ssh;
using Mim.Core.Revocation.Ssh;

namespace Mim.Core.Ports;

/// <summary>Key revocation lists (OpenSSH PROTOCOL.krl). Thread-safe.</summary>
public interface ISshRevocationListCodec
{
    /// <summary>The list in its smallest form: serial numbers as lists, ranges and bitmaps, whichever takes the least.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: serial number 0, which no list can hold.</exception>
    byte[] Encode(SshRevocationSpec spec);

    /// <summary>Reads the whole of a list and says what it is.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidRevocationList"/>.</exception>
    SshRevocationFacts Read(ReadOnlyMemory<byte> list);

    /// <summary>What revokes a key or certificate, for people: <c>serial 5</c>, <c>key</c>, <c>authority</c> …; null when nothing does. As sshd judges.</summary>
    /// <param name="list">The list; its memory is all that is needed.</param>
    /// <param name="publicKey">In wire format; of a certificate, the key within.</param>
    /// <param name="certificate">Null for a key alone.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidRevocationList"/>.</exception>
    string? FindRevocation(ReadOnlyMemory<byte> list, ReadOnlyMemory<byte> publicKey, SshCertificateFacts? certificate);
}
