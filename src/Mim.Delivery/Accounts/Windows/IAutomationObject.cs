using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>
/// An object of Windows that is worked by the names of its members (IDispatch, MS-OAUT 3.1.4). Arguments are text, whole numbers, such
/// objects, secrets as <see cref="KeyMaterial"/>, which never become text of ours, or null for what is left out.
/// </summary>
internal interface IAutomationObject : IDisposable
{
    /// <summary>Calls a method, or reads a property: text, a whole number, such an object for the caller to dispose, or null.</summary>
    /// <exception cref="AutomationException">It fails; its text is the object's own.</exception>
    object? Call(string member, params IReadOnlyList<object?> arguments);

    /// <summary>Writes a property.</summary>
    /// <exception cref="AutomationException">It fails.</exception>
    void Put(string member, object value);

    /// <summary>Whether a property that is text is a secret.</summary>
    /// <exception cref="AutomationException">It fails.</exception>
    bool Holds(string member, KeyMaterial secret);
}
