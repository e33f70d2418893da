using System.Globalization;
using Mim.Core;
using Mim.Core.Sealing;
using Mim.Delivery.Commands;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>Short ways with <see cref="IAutomationObject"/>.</summary>
internal static class Automation
{
    private const int OfWindows = unchecked((int)0x80070000);
    private const int CodeBits = 0xFFFF;

    /// <exception cref="InvalidCastException">It is no object.</exception>
    public static IAutomationObject Object(this IAutomationObject one, string member, params IReadOnlyList<object?> arguments) =>
        (IAutomationObject)one.Call(member, arguments)!;

    public static string Text(this IAutomationObject one, string member) => one.Call(member) as string ?? "";

    public static int Number(this IAutomationObject one, string member) => Convert.ToInt32(one.Call(member), CultureInfo.InvariantCulture);

    /// <summary>Every object of a collection, which is disposed when the next one is asked for.</summary>
    /// <param name="collection">Its members are Count and Item.</param>
    /// <param name="first">Where it begins to count.</param>
    public static IEnumerable<IAutomationObject> Each(this IAutomationObject collection, int first)
    {
        var count = collection.Number("Count");
        for (var index = 0; index < count; index++)
        {
            using var one = collection.Object("Item", first + index);
            yield return one;
        }
    }

    /// <summary>What an object ended with, as an error of the house.</summary>
    /// <param name="exception">What it threw.</param>
    /// <param name="subject">What was worked on.</param>
    /// <param name="what">What could not be done.</param>
    /// <param name="secret">What must not be shown; null for nothing.</param>
    public static MimException Trouble(AutomationException exception, string subject, string what, KeyMaterial? secret) =>
        (exception.HResult & ~CodeBits) == OfWindows
            ? WindowsTrouble.Of(exception.HResult & CodeBits, subject, what)
            : new MimException(
                MimErrorCause.InstallFailed, $"{what}: {CommandOutput.Shown(exception.Message, secret)} (0x{exception.HResult:X8})", subject);
}
