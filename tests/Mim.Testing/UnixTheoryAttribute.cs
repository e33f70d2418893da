namespace Mim.Testing;

/// <summary>A theory about signals, owners, modes, links or pipes, which Windows has otherwise.</summary>
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no Unix signals or file modes" : null;
}
