namespace Mim.Testing.Doubles;

/// <summary>An account of a <see cref="FakeWindows"/>.</summary>
public sealed record FakeWindowsAccount(string Name, string Password, bool IsDisabled = false);
