using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Ssh.Shell;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Shell;

[RequiresProgram("ssh", "sshd")]
public sealed class SshHostFilesTests(SharedSshTransport transport) : HostFilesContract, IClassFixture<SharedSshTransport>, IAsyncLifetime
{
    private readonly HostShell _shell = new(transport, TestHost.Destination, TimeProvider.System);

    protected override IHostFiles Files => new SshHostFiles(_shell);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _shell.DisposeAsync().AsTask();

    [RequiresProgramFact("ssh", "sshd")]
    public async Task A_host_that_does_not_answer_is_named()
    {
        await using var shell = new HostShell(transport, TestHost.Destination with { Port = 1 }, TimeProvider.System);
        var files = new SshHostFiles(shell);
        var error = await Assert.ThrowsAsync<MimException>(() => files.ReadAsync("/etc/passwd", CancellationToken.None));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
    }

    [RequiresProgramFact("ssh", "sshd")]
    public async Task What_is_too_large_for_a_command_line_arrives_too()
    {
        using var folder = new TemporaryFolder();
        foreach (var size in new[] { 65_536, 65_537, 3_000_000 })
        {
            var octets = new byte[size];
            new Random(size).NextBytes(octets);
            using var file = new HostFile(KeyMaterial.CopyOf(octets));
            await Files.ReplaceAsync(folder[$"{size}"], null, file, CancellationToken.None);
            Assert.Equal(octets, await File.ReadAllBytesAsync(folder[$"{size}"]));
        }
    }
}
