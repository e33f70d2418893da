using System.Globalization;
using Mim.Discovery.Files;
using Mim.Discovery.Leaks.Archives;

namespace Mim.Discovery.Leaks;

/// <summary>The environment that a process of Linux was started with, <c>/proc/PID/environ</c>, as one variable a line.</summary>
internal sealed class ProcessEnvironment(Stream file) : ForwardStream
{
    private const string Name = "environ";
    private const string Processes = "/proc/";

    /// <summary>Whether a file is one: the kernel says that it is empty, and it is not.</summary>
    public static bool Is(string path) => path.StartsWith(Processes, StringComparison.Ordinal) && path.EndsWith("/" + Name, StringComparison.Ordinal);

    /// <summary>Those that this account may read: of its own processes, and as root of all.</summary>
    /// <param name="root">What <c>proc</c> lies in.</param>
    public static IEnumerable<string> In(string root)
    {
        var processes = Path.Join(root, "proc");
        return OperatingSystem.IsLinux() && Directory.Exists(processes)
            ? Directory.EnumerateDirectories(processes)
                .Where(folder => int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(folder => Path.Join(folder, Name))
                .Where(path => Environment.IsPrivilegedProcess || IsOwn(path))
            : [];
    }

    public override int Read(Span<byte> buffer)
    {
        var count = file.Read(buffer);
        buffer[..count].Replace((byte)0, (byte)'\n');
        return count;
    }

    private static bool IsOwn(string path) => !OperatingSystem.IsWindows() && UnixFileStatus.TryRead(path, out var status)
        && UnixFileStatus.TryRead("/proc/self/environ", out var own) && status.Owner == own.Owner;
}
