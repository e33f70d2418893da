using Mim.Core.Stores;

namespace Mim.PowerShell.Binding;

/// <summary>Which store a command means: -Store, else MIM_STORE, else the connected one, else the machine's default.</summary>
internal static class StoreLocator
{
    public static StoreReference Locate(string? store, StoreReference? connected, Func<string, string> fullPath, bool mayCreate)
    {
        if (StoreAddress.Named(store, fullPath) is not { } named)
        {
            return connected ?? StoreAddress.OfMachine(fullPath) with { CreateIfMissing = mayCreate };
        }

        return connected?.Location == named.Location ? connected : named;
    }
}
