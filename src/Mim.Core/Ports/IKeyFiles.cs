using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>Key files: a recipient's private key in a file that only its owner can read.</summary>
public interface IKeyFiles
{
    bool Exists(string path);

    /// <summary>Writes PKCS#8 owner-only, flushed, then renamed into place; an existing file is never replaced.</summary>
    void Create(string path, KeyMaterial pkcs8);

    /// <summary>The PKCS#8 in a key file.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.KeyFileMissing"/>, <see cref="MimErrorCause.KeyFileDamaged"/>.</exception>
    KeyMaterial Read(string path);
}
