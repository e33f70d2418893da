using Mim.Core.Issuing;

namespace Mim.Core.Ports;

/// <summary>Makes and loads asymmetric keys. Implementations are thread-safe; the keys they return are not.</summary>
public interface IKeyFactory
{
    /// <summary>A new key from the platform's random generator.</summary>
    IPrivateKey Generate(KeyAlgorithm algorithm);

    /// <summary>Loads PKCS#8 DER (RFC 5958).</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: not PKCS#8, or an algorithm unknown here.</exception>
    IPrivateKey Import(ReadOnlySpan<byte> pkcs8);
}
