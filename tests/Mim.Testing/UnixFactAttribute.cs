namespace Mim.Testing;

/// <summary>A fact about owners, modes, links or pipes, which Windows has otherwise.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no Unix file modes" : null;
}
