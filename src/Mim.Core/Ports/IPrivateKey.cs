using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>A signing key whose private part can be taken out, to be sealed.</summary>
public interface IPrivateKey : ISigningKey
{
    /// <summary>Unencrypted PKCS#8 DER in a buffer that zeroes itself when disposed.</summary>
    KeyMaterial ExportPkcs8();
}
