using Mim.Core.Ports;
using Mim.Delivery.Services;
using Mim.Delivery.Windows;

namespace Mim.Delivery;

/// <summary>The adapters for certificate stores of this machine's Windows, and for what serves certificates out of them.</summary>
/// <param name="certificates">The stores.</param>
/// <param name="bindings">What serves.</param>
/// <param name="reader">Reads certificates.</param>
/// <param name="probe">Asks listeners.</param>
/// <param name="resolver">Finds them.</param>
/// <param name="time">The clock.</param>
public sealed class WindowsTargetAdapterSet(
    IWindowsCertificates certificates, IWindowsBindings bindings, ICertificateReader reader, IEndpointProbe probe, IHostResolver resolver, TimeProvider time)
{
    /// <summary>One adapter of each kind.</summary>
    public IReadOnlyList<ITargetAdapter> All()
    {
        var shelf = new StoreShelf(certificates, bindings, reader, time);
        var listeners = new ListenerProver(probe, resolver, reader, time);

        // A certificate may be served by several of them, and its note tells of each: one at a time changes it.
        var gate = new SemaphoreSlim(1);
        return
        [
            new WindowsStoreTargetAdapter(shelf),
            .. WindowsRecipe.All.Select(recipe => new WindowsBindingTargetAdapter(recipe, bindings, shelf, listeners, gate)),
        ];
    }
}
