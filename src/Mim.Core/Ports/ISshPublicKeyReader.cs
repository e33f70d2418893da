namespace Mim.Core.Ports;

/// <summary>Reads public keys of SSH that strangers sent. Bounded in time and memory by the length of the input.</summary>
public interface ISshPublicKeyReader
{
    /// <summary>The key as X.509 has it (RFC 5280 section 4.1.2.7); of a security key, the key within.</summary>
    /// <param name="blob">The key in wire format (RFC 4253 section 6.6).</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>.</exception>
    byte[] ReadSubjectPublicKeyInfo(ReadOnlyMemory<byte> blob);
}
