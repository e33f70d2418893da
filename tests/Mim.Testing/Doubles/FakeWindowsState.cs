namespace Mim.Testing.Doubles;

/// <summary>What is in the file of a <see cref="FakeWindows"/>.</summary>
public sealed record FakeWindowsState
{
    public IReadOnlyList<FakeWindowsCertificate> Certificates { get; init; } = [];

    /// <summary>SHA-1 in upper-case hexadecimal, by the text of the binding.</summary>
    public IReadOnlyDictionary<string, string> Bindings { get; init; } = new Dictionary<string, string>();

    /// <summary>What listeners serve, where that is not what they are bound to; null where it is.</summary>
    public IReadOnlyDictionary<string, string>? Served { get; init; }

    public IReadOnlyList<FakeWindowsAccount> Accounts { get; init; } = [];

    public IReadOnlyList<FakeWindowsLogOn> LogOns { get; init; } = [];

    /// <summary>Services that are to run, by the account whose password is being changed.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Changes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Whether whoever asks is let in.</summary>
    public bool IsOpen { get; init; } = true;
}
