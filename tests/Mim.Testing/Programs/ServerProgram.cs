using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Mim.Testing.Programs;

/// <summary>
/// A server that runs in the foreground on a loopback port, and ends with the test process, however that ends: a shell waits
/// for the end of a pipe which this process holds open.
/// </summary>
public sealed class ServerProgram : IDisposable
{
    private const string Guard =
        """
        trap '' HUP INT
        exec 3<&0
        log=$1; shift
        "$@" </dev/null >"$log" 2>&1 3<&- &
        pid=$!
        read -r _ <&3
        kill $pid 2>/dev/null
        for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 $pid 2>/dev/null || break; sleep 0.1; done
        kill -9 $pid 2>/dev/null
        wait
        """;

    // Only one that hangs needs so long, however busy the machine is.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);
    private readonly Process _shell;

    /// <summary>Returns when the port takes connections.</summary>
    /// <param name="log">File for what it says.</param>
    public ServerProgram(string log, int port, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        foreach (var argument in (IEnumerable<string>)["-c", Guard, "sh", log, program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        _shell = Process.Start(start)!;
        Port = port;
        try
        {
            WaitUntilReady(log, program);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Port { get; }

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit(_patience);
        _shell.Dispose();
    }

    private void WaitUntilReady(string log, string program)
    {
        var watch = Stopwatch.StartNew();
        while (!Accepts())
        {
            if (watch.Elapsed > _patience)
            {
                throw new TimeoutException($"{program} does not listen on port {Port}:\n{File.ReadAllText(log)}");
            }

            Thread.Sleep(20);
        }
    }

    private bool Accepts()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
