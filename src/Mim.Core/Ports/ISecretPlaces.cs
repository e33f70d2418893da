namespace Mim.Core.Ports;

/// <summary>Knows where programs of this machine leave secrets. Reads no content.</summary>
public interface ISecretPlaces
{
    /// <summary>Full paths of files and folders that are there; none twice.</summary>
    IReadOnlyList<string> Find();
}
