namespace Mim.Testing.Programs;

/// <summary>A theory that needs programs of the system; skipped, naming the first one missing, where they are not installed.</summary>
public sealed class RequiresProgramTheoryAttribute : TheoryAttribute
{
    public RequiresProgramTheoryAttribute(params string[] programs) => Skip = ProgramFinder.Missing(programs);
}
