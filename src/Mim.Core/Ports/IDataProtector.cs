using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>The platform's own protection of small secrets for one account or machine (DPAPI on Windows).</summary>
public interface IDataProtector
{
    /// <summary>False on platforms that have none.</summary>
    bool IsSupported { get; }

    byte[] Protect(KeyMaterial secret);

    /// <exception cref="MimException"><see cref="MimErrorCause.KeyringLocked"/>: protected for another account or machine.</exception>
    KeyMaterial Unprotect(ReadOnlySpan<byte> protectedData);
}
