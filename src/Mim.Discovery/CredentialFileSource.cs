using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Discovery.Files;

namespace Mim.Discovery;

/// <summary>Finds credentials in one file by asking each decoder in turn.</summary>
public sealed class CredentialFileSource(IEnumerable<ICredentialDecoder> decoders) : ICredentialSource
{
    private readonly ICredentialDecoder[] _decoders = [.. decoders];

    public IReadOnlyList<FoundCredential> Read(string path, KeyMaterial? password, CancellationToken cancellationToken)
    {
        using var content = RegularFile.Read(Path.GetFullPath(path));
        foreach (var decoder in _decoders)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (decoder.Decode(content.Memory, path, password, cancellationToken) is { } found)
            {
                return found;
            }
        }

        throw new MimException(MimErrorCause.InvalidFile, $"{path} is in no known format.", path);
    }
}
