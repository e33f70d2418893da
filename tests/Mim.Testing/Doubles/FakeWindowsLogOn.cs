using Mim.Core.Accounts.Windows;

namespace Mim.Testing.Doubles;

/// <summary>Something of a <see cref="FakeWindows"/> that logs on by itself.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Account">As it spells it.</param>
/// <param name="Password">What Windows keeps for it.</param>
public sealed record FakeWindowsLogOn(WindowsLogOnKind Kind, string Name, string Account, string Password)
{
    /// <summary>Whether it runs.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Whether nobody can give it a password.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether it is found and then does not take a password.</summary>
    public bool IsStubborn { get; init; }

    /// <summary>The one password that it comes back with; null where that is its account's.</summary>
    public string? OnlyWith { get; init; }
}
