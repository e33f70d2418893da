using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>Reads the keyring.</summary>
public interface IKeyringReader
{
    KeyringState Load();
}
