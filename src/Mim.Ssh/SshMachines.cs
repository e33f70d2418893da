using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Shell;

namespace Mim.Ssh;

/// <summary>This machine by its own shell, or its file system on Windows; others by a shell over SSH.</summary>
public sealed class SshMachines(ISshTransport transport) : ISshMachines
{
    public ISshMachine Open(SshDestination? destination) =>
        destination is not null ? new ShellMachine(Remote(destination))
        : OperatingSystem.IsWindows() ? new WindowsMachine()
        : new ShellMachine(Local());

    private static ShellConversation Local() => new(
        (_, cancellationToken) => LocalShell.OpenAsync(cancellationToken), [new PosixDialect(useSudo: false)], isWhole: true, LocalShell.Patience);

    // Windows has no sudo that asks for nothing; who logs in as an administrator is one there.
    private ShellConversation Remote(SshDestination destination) => new(
        (dialect, cancellationToken) => transport.OpenAsync(destination, dialect.Command, cancellationToken),
        destination.UseSudo ? [new PosixDialect(useSudo: true)] : [new PosixDialect(useSudo: false), new PowerShellDialect()],
        isWhole: false,
        destination.Timeout);
}
