using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.CrashRunner;

/// <summary>Certificate stores of Windows; a change of one may be the last thing that happens.</summary>
internal sealed class MortalWindowsCertificates(IWindowsCertificates inner, IWitness witness) : IWindowsCertificates
{
    public IReadOnlyList<WindowsCertificate> Read(string store) => inner.Read(store);

    public void Put(string store, WindowsCertificate certificate, KeyMaterial? pkcs8, string? reader) => Around(() => inner.Put(store, certificate, pkcs8, reader));

    public void Remove(string store, byte[] certificate) => Around(() => inner.Remove(store, certificate));

    private void Around(Action change) => witness.Around(() =>
    {
        change();
        return true;
    });
}
