namespace Mim.Testing.Programs;

/// <summary>A fact that needs programs of the system; skipped, naming the first one missing, where they are not installed.</summary>
public sealed class RequiresProgramFactAttribute : FactAttribute
{
    public RequiresProgramFactAttribute(params string[] programs) => Skip = ProgramFinder.Missing(programs);
}
