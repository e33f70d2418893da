using Mim.Core.Accounts.Windows;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>Everything that logs on by itself, of every kind.</summary>
/// <param name="sources">One for each kind.</param>
/// <param name="machine">NetBIOS name of this machine.</param>
internal sealed class LogOnSources(IReadOnlyList<ILogOnSource> sources, string machine) : IWindowsLogOns
{
    public IReadOnlyList<WindowsLogOn> Find(string account, CancellationToken cancellationToken)
    {
        var found = new List<WindowsLogOn>();
        foreach (var source in sources)
        {
            cancellationToken.ThrowIfCancellationRequested();
            found.AddRange(source.Read().Where(logOn => WindowsAccountName.Of(logOn.Account, machine).IsLocal(account)));
        }

        return found;
    }

    public void Give(WindowsLogOn logOn, KeyMaterial password) => Of(logOn).Give(logOn, password);

    public bool? Holds(WindowsLogOn logOn, KeyMaterial password) => Of(logOn).Holds(logOn, password);

    private ILogOnSource Of(WindowsLogOn logOn) => sources.First(source => source.Kind == logOn.Kind);
}
