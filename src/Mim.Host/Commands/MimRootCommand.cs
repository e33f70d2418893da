using System.CommandLine;

namespace Mim.Host.Commands;

/// <summary>Everything mim can do.</summary>
internal static class MimRootCommand
{
    public static RootCommand Create() => new("The headless host of MimModule: the same use cases as its cmdlets, for timers, containers and scripts.")
    {
        TourCommand.Create(),
        ListCommand.Create(),
        RotateCommand.Create(),
        FindCommand.Create(),
        CrlCommand.Create(),
        StoreCommand.Create(),
    };
}
