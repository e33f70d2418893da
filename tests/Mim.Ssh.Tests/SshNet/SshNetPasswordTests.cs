using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.SshNet;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.SshNet;

[RequiresProgram("sshd", "useradd", "chpasswd", AsRoot = true)]
public sealed class SshNetPasswordTests : LogsInWithPasswordsContract, IDisposable
{
    private readonly SshServer _server = new(null, "PasswordAuthentication yes", "UsePAM no");
    private readonly ThrowawayAccount _account = new();
    private readonly SshNetTransport _transport = new();

    public SshNetPasswordTests() => _account.AllowPassword(Password);

    protected override ILogsInWithPasswords Transport => _transport;

    protected override SshDestination Destination => new("127.0.0.1")
    {
        Port = _server.Port, User = _account.Name, KnownHosts = File.ReadAllText(_server.KnownHosts),
    };

    protected override string Password => "correct horse";

    public void Dispose()
    {
        _transport.Dispose();
        _server.Dispose();
        _account.Dispose();
    }
}
