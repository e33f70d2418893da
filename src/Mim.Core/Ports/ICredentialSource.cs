using Mim.Core.Discovery;
using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>Finds credentials in one file.</summary>
public interface ICredentialSource
{
    /// <summary>Reads a regular file of at most 16 MiB.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>, <see cref="MimErrorCause.WrongPassword"/>, <see cref="MimErrorCause.AccessDenied"/>.</exception>
    IReadOnlyList<FoundCredential> Read(string path, KeyMaterial? password, CancellationToken cancellationToken);
}
