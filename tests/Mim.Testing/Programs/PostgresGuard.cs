using System.Diagnostics;

namespace Mim.Testing.Programs;

/// <summary>
/// Stops a server and removes its folder when the test process ends, however it ends: a shell, no child of anything, waits
/// for the end of a pipe that this process holds open.
/// </summary>
internal sealed class PostgresGuard : IDisposable
{
    private const string Script =
        """
        trap '' HUP INT TERM
        exec 3<&0
        (
            read -r _ <&3
            if pid=$(head -n 1 "$0/data/postmaster.pid" 2>/dev/null); then
                kill -QUIT "$pid"
                while kill -0 "$pid"; do sleep 0.1; done
            fi
            rm -rf "$0"
        ) 2>/dev/null &
        """;

    private readonly Process _shell;

    public PostgresGuard(string folder)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        start.ArgumentList.Add(folder);
        _shell = Process.Start(start)!;
    }

    /// <summary>Returns when all is gone.</summary>
    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.StandardOutput.ReadToEnd();
        _shell.Dispose();
    }
}
