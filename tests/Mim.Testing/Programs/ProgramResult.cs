namespace Mim.Testing.Programs;

/// <summary>What a program said and how it ended.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    /// <summary>The same result, or a failed assertion that shows both streams.</summary>
    public ProgramResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }
}
