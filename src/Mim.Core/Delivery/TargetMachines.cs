namespace Mim.Core.Delivery;

/// <summary>Where targets are, as seen from one of several machines that share the inventory.</summary>
internal static class TargetMachines
{
    public static bool IsElsewhere(this Target target, string here) =>
        target.Settings.Machine is { } machine && !machine.Equals(here, StringComparison.OrdinalIgnoreCase);

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
