using Mim.Core.Delivery;
using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>The certificate stores of this machine's Windows. A store is named by its location and name, as in <c>LocalMachine/My</c>.</summary>
public interface IWindowsCertificates
{
    /// <summary>Every certificate in a store; none where there is no such store.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AccessDenied"/>, <see cref="MimErrorCause.InstallFailed"/>.</exception>
    IReadOnlyList<WindowsCertificate> Read(string store);

    /// <summary>Adds a certificate, or changes the note of one that is there. A key that Windows has is kept.</summary>
    /// <param name="store">Its store.</param>
    /// <param name="certificate">What is to be there.</param>
    /// <param name="pkcs8">PKCS#8 DER of the key, which cannot be exported again; null for none. Stays the caller's.</param>
    /// <param name="reader">The account that may read the key; null for the system and administrators only.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AccessDenied"/>; <see cref="MimErrorCause.InstallFailed"/>: Windows does not take it. Then it is not there.
    /// </exception>
    void Put(string store, WindowsCertificate certificate, KeyMaterial? pkcs8, string? reader);

    /// <summary>Takes a certificate out and destroys its key. One that is not there is no trouble.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AccessDenied"/>, <see cref="MimErrorCause.InstallFailed"/>.</exception>
    void Remove(string store, byte[] certificate);
}
