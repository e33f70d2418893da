using Mim.Testing.Network;

namespace Mim.Testing.Programs;

/// <summary>
/// An sshd whose port somebody else holds, as a service manager does (ssh.socket): each connection has a process of its own, which reads
/// its configuration and its files anew.
/// </summary>
public sealed class HeldSshServer : IDisposable
{
    private const string Holder =
        """
        use IO::Socket::INET;
        $SIG{CHLD} = 'IGNORE';
        my $port = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => shift, Listen => 1024, ReuseAddr => 1) or die $@;
        while (1) {
            my $caller = $port->accept or next;
            if (!fork) {
                open STDIN, '<&', $caller;
                open STDOUT, '>&', $caller;
                exec @ARGV;
            }
            close $caller;
        }
        """;

    private readonly ServerProgram _holder;

    /// <param name="server">Whose configuration and keys it has.</param>
    public HeldSshServer(SshServer server)
    {
        Port = LoopbackPort.Free();
        _holder = new ServerProgram(
            server["held.out"],
            Port,
            "perl",
            "-e",
            Holder,
            $"{Port}",
            ProgramFinder.Find("sshd")!,
            "-i",
            "-f",
            server["sshd_config"],
            "-E",
            server["held.log"]);
    }

    public int Port { get; }

    public void Dispose() => _holder.Dispose();
}
