using Mim.Composition;
using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Stores;

namespace Mim.Host.Hosting;

/// <summary>Opens the store a command means: the one it names, else MIM_STORE, else the machine's default.</summary>
internal static class SessionOpener
{
    public static MimSession Open(string? store, CancellationToken cancellationToken) =>
        new MimComposition().Open(Locate(store), Caller.Context(), cancellationToken);

    public static StoreReference Locate(string? store) =>
        StoreAddress.Named(store, FullPath.Of) ?? StoreAddress.OfMachine(FullPath.Of) with { CreateIfMissing = true };
}
