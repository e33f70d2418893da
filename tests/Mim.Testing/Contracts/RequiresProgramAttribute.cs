namespace Mim.Testing.Contracts;

/// <summary>A class derived of a suite that needs programs of the system; its cases are skipped where one is not installed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresProgramAttribute(params string[] programs) : Attribute
{
    public IReadOnlyList<string> Programs => programs;

    /// <summary>A package of npm that it needs besides, installed for all of the machine; null for none.</summary>
    public string? NodePackage { get; init; }

    /// <summary>Whether only root can run them.</summary>
    public bool AsRoot { get; init; }
}
