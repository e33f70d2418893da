using Mim.Core.Ports;

namespace Mim.Testing.Doubles;

/// <summary>Notes of changes on a <see cref="FakeWindows"/>.</summary>
public sealed class FakeWindowsChanges(FakeWindows windows) : IWindowsChanges
{
    public IReadOnlyList<string>? Find(string account) => windows.State.Changes.GetValueOrDefault(Key(account));

    public void Begin(string account, IReadOnlyList<string> services) => Change(account, [new(Key(account), services)]);

    public void End(string account) => Change(account, []);

    private static string Key(string account) => account.ToUpperInvariant();

    private void Change(string account, IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> noted) => windows.Change(state => state with
    {
        Changes = FakeWindowsAccounts.Open(state, account).Changes.Where(one => one.Key != Key(account)).Concat(noted).ToDictionary(),
    });
}
