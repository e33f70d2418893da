using System.Text;
using Mim.Core.Sealing;
using Mim.Delivery.Accounts.Windows;

namespace Mim.Delivery.Tests.Accounts.Windows;

/// <summary>An object with members that a test says.</summary>
internal sealed class FakeAutomation : IAutomationObject
{
    private const int NoSuchMember = unchecked((int)0x80020003);

    /// <summary>What each method or property gives: a value, or a function of the arguments.</summary>
    public Dictionary<string, object?> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>A collection.</summary>
    /// <param name="first">Where it begins to count.</param>
    /// <param name="all">What is in it.</param>
    public static FakeAutomation Collection(int first, params IReadOnlyList<FakeAutomation> all) => new()
    {
        Members = { ["Count"] = all.Count, ["Item"] = (IReadOnlyList<object?> arguments) => (object?)all[(int)arguments[0]! - first] },
    };

    public static string Text(object? secret) => Encoding.UTF8.GetString(((KeyMaterial)secret!).Span);

    public object? Call(string member, params IReadOnlyList<object?> arguments) => !Members.TryGetValue(member, out var value)
        ? throw new AutomationException($"There is no {member}.", NoSuchMember)
        : value is Func<IReadOnlyList<object?>, object?> method ? method(arguments) : value;

    public void Put(string member, object value) => Members[member] = value is KeyMaterial ? Text(value) : value;

    public bool Holds(string member, KeyMaterial secret) => (string?)Call(member) == Text(secret);

    public void Dispose()
    {
    }
}
