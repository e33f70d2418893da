using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>The shell of this machine.</summary>
internal static class LocalShell
{
    public static SshShell Open() => ShellProcess.Start("/bin/sh", ["-s"], _ => new MachineUnreachableException(FindingStatus.Reset, "The shell ended."));
}
