using Mim.Core.Discovery;
using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>Reads credentials out of the bytes of a file in the formats it knows.</summary>
public interface ICredentialDecoder
{
    /// <summary>
    /// The credentials in <paramref name="content"/>; null when it is in none of this decoder's formats. Keys are matched to
    /// their certificates and chains put in order.
    /// </summary>
    /// <param name="content">At most 16 MiB.</param>
    /// <param name="source">Path, for messages.</param>
    /// <param name="password">UTF-8; null when none was given.</param>
    /// <param name="cancellationToken">Stops also where a password is stretched.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>, <see cref="MimErrorCause.WrongPassword"/>.</exception>
    IReadOnlyList<FoundCredential>? Decode(ReadOnlyMemory<byte> content, string source, KeyMaterial? password, CancellationToken cancellationToken);
}
