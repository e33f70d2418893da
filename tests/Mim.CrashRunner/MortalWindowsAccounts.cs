using Mim.Core.Accounts;
using Mim.Core.Accounts.Windows;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Testing.Doubles;

namespace Mim.CrashRunner;

/// <summary>
/// Accounts of Windows and what logs on as them; a change of one of them, or a moment in which a service is stopped, may be the last thing
/// that happens.
/// </summary>
internal sealed class MortalWindowsAccounts : IWindowsAccounts, IWindowsLogOns, IWindowsServices, IWindowsChanges
{
    private readonly IWitness _witness;
    private readonly FakeWindowsAccounts _accounts;
    private readonly FakeWindowsLogOns _logOns;
    private readonly FakeWindowsServices _services;
    private readonly FakeWindowsChanges _changes;

    public MortalWindowsAccounts(FakeWindows windows, IWitness witness)
    {
        (_witness, _accounts, _logOns) = (witness, new FakeWindowsAccounts(windows), new FakeWindowsLogOns(windows));
        _changes = new FakeWindowsChanges(windows);
        _services = new FakeWindowsServices(windows) { WhileStopped = _ => Around(() => { }) };
    }

    public WindowsAccountState StateOf(string account) => _accounts.StateOf(account);

    public void SetPassword(string account, KeyMaterial password) => Around(() => _accounts.SetPassword(account, password));

    public LoginAnswer LogOn(string account, KeyMaterial password) => _witness.Around(() => _accounts.LogOn(account, password));

    public IReadOnlyList<WindowsLogOn> Find(string account, CancellationToken cancellationToken) => _logOns.Find(account, cancellationToken);

    public void Give(WindowsLogOn logOn, KeyMaterial password) => Around(() => _logOns.Give(logOn, password));

    public bool? Holds(WindowsLogOn logOn, KeyMaterial password) => _logOns.Holds(logOn, password);

    public Task RestartAsync(string service, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Around(() => _services.RestartAsync(service, timeout, cancellationToken).GetAwaiter().GetResult());
        return Task.CompletedTask;
    }

    IReadOnlyList<string>? IWindowsChanges.Find(string account) => _changes.Find(account);

    public void Begin(string account, IReadOnlyList<string> services) => Around(() => _changes.Begin(account, services));

    public void End(string account) => Around(() => _changes.End(account));

    private void Around(Action change) => _witness.Around(() =>
    {
        change();
        return true;
    });
}
