namespace Mim.Pki.Containers;

/// <summary>What one file holds, in its order and not yet matched. No key is among it, only what tells whose it is.</summary>
internal sealed class ContainerParts
{
    public List<CertificatePart> Certificates { get; } = [];

    public List<KeyPart> Keys { get; } = [];

    /// <summary>What could not be read, for people.</summary>
    public List<string> Troubles { get; } = [];
}
