using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>The keyring within one transaction.</summary>
public interface IKeyringStore : IKeyringReader
{
    /// <summary>Replaces the whole keyring.</summary>
    void Save(KeyringState keyring);
}
