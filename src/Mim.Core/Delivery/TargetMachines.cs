using Mim.Core.Ports;
using Mim.Core.Stores;

namespace Mim.Core.Delivery;

/// <summary>Where targets are, as seen from one of several machines that share the inventory.</summary>
internal static class TargetMachines
{
    public static bool IsElsewhere(this Target target, string here) =>
        target.Settings.Machine is { } machine && !machine.Equals(here, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Machines that share a store may each have a file at the same path. Another host is the same one from everywhere, but a file to log
    /// in with is not.
    /// </summary>
    public static T PlacedIn<T>(this T settings, IInventory inventory, string here)
        where T : TargetSettings => StoreAddress.IsConnectionString(inventory.Location) && settings.IsOfMachine
            ? settings with { Machine = settings.Machine ?? here }
            : settings;

    /// <summary>What a target needs done is done on its own machine.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.WrongState"/>, naming the machine.</exception>
    public static void RequireHere(this Target target, string here)
    {
        if (target.IsElsewhere(here))
        {
            throw new MimException(
                MimErrorCause.WrongState,
                $"'{target.Identity}' is installed on {target.Settings.Machine}, at '{target.Address}': work on it there.",
                target.Identity);
        }
    }
}
