using System.CommandLine;

namespace Mim.Host.Commands;

/// <summary><c>mim store</c>: looks after the store.</summary>
internal static class StoreCommand
{
    public static Command Create() => new("store", "Look after the store.")
    {
        StoreTestCommand.Create(),
        StoreBackupCommand.Create(),
        StoreRolesCommand.Create(),
    };
}
