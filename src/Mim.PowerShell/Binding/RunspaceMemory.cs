using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Mim.PowerShell.Binding;

/// <summary>What one runspace remembers: the store it is connected to. Two runspaces never share it.</summary>
internal sealed class RunspaceMemory
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceMemory> States = [];

    private readonly HashSet<string> _seenStores = new(StringComparer.Ordinal);

    public static RunspaceMemory Current => States.GetValue(Runspace.DefaultRunspace, _ => new RunspaceMemory());

    public StoreConnection? Connection { get; private set; }

    public static void Forget(Runspace? runspace)
    {
        if (runspace is not null && States.TryGetValue(runspace, out var state))
        {
            state.Connect(null);
            States.Remove(runspace);
        }
    }

    public void Connect(StoreConnection? connection)
    {
        Connection?.Dispose();
        Connection = connection;
    }

    /// <summary>True the first time a store is opened here.</summary>
    public bool IsNew(string location) => _seenStores.Add(location);
}
