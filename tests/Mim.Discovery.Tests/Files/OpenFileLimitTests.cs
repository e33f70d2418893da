using Mim.Discovery.Files;
using Mim.Testing.Programs;

namespace Mim.Discovery.Tests.Files;

public sealed class OpenFileLimitTests
{
    [RequiresProgramFact("prlimit")]
    public void What_is_open_counts()
    {
        var allowed = int.Parse(
            ProgramRunner.Run("prlimit", "--pid", $"{Environment.ProcessId}", "--nofile", "--output=SOFT", "--noheadings").Succeeded().Output,
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(OpenFileLimit.Left(), 1, allowed - 65);
    }
}
