using Mim.Core.Issuing.Ssh;

namespace Mim.Core.Ports;

/// <summary>Encodes and signs certificates of SSH (OpenSSH PROTOCOL.certkeys). Thread-safe.</summary>
public interface ISshCertificateEncoder
{
    /// <summary>The certificate for <paramref name="spec"/> in wire format, signed by <paramref name="authority"/>.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: the key is none that can be certified.</exception>
    byte[] Encode(SshCertificateSpec spec, ISigningKey authority);
}
