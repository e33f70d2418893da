namespace Mim.Testing.Programs;

/// <summary>A fact that needs programs, and the rights to make accounts; skipped where either is missing.</summary>
public sealed class RequiresRootFactAttribute : FactAttribute
{
    public RequiresRootFactAttribute(params string[] programs) => Skip = Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
        ? ProgramFinder.Missing(programs)
        : "only root can make accounts";
}
