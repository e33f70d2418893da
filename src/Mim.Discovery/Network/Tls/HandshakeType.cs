namespace Mim.Discovery.Network.Tls;

/// <summary>The messages of a handshake that a scan meets.</summary>
internal enum HandshakeType
{
    ClientHello = 1,
    ServerHello = 2,
    EncryptedExtensions = 8,
    Certificate = 11,
    CertificateRequest = 13,
    CertificateStatus = 22,
    MessageHash = 254,
}
