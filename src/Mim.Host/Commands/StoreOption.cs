using System.CommandLine;

namespace Mim.Host.Commands;

/// <summary>The store a command works on; every command but the tour has it.</summary>
internal static class StoreOption
{
    public static Option<string?> Create() => new("--store")
    {
        Description = "Path of the store, or its address in PostgreSQL (no password). Default: MIM_STORE, else the machine's own store.",
        HelpName = "store",
    };
}
