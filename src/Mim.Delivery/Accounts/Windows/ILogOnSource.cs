using Mim.Core.Accounts.Windows;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>What logs on by itself, of one kind: all of it, whoever it logs on as.</summary>
internal interface ILogOnSource
{
    WindowsLogOnKind Kind { get; }

    IEnumerable<WindowsLogOn> Read();

    void Give(WindowsLogOn logOn, KeyMaterial password);

    bool? Holds(WindowsLogOn logOn, KeyMaterial password);
}
