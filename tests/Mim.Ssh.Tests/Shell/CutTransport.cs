using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Ssh.Tests.Shell;

/// <summary>A transport whose connections are cut: nothing comes from there any more, and what runs there finds its input at an end.</summary>
/// <param name="inner">A real one.</param>
/// <param name="cut">When; null for never.</param>
internal sealed class CutTransport(ISshTransport inner, Cut? cut) : ISshTransport
{
    private readonly TaskCompletionSource _ended = new();
    private bool _isCut;

    /// <summary>Happens when all is written there and nothing is in place.</summary>
    public Action BeforeItMayGo { get; init; } = () => { };

    /// <summary>What ran there has ended.</summary>
    public Task Ended => _ended.Task;

    public async ValueTask<SshShell> OpenAsync(SshDestination destination, string command, CancellationToken cancellationToken)
    {
        var shell = await inner.OpenAsync(destination, command, cancellationToken);
        return new SshShell(
            new ScriptedStream { OnWrite = octets => WriteAsync(shell, octets) },
            new ScriptedStream { OnRead = buffer => _isCut ? ValueTask.FromResult(0) : shell.Output.ReadAsync(buffer, CancellationToken.None) },
            stop => _isCut
                ? ValueTask.FromResult(new SshEnd(null, new MachineUnreachableException(FindingStatus.Reset, "The connection was cut.")))
                : shell.EndAsync(stop),
            () => _isCut ? ValueTask.CompletedTask : shell.DisposeAsync());
    }

    private async ValueTask WriteAsync(SshShell shell, ReadOnlyMemory<byte> octets)
    {
        var mayGo = octets.Span.SequenceEqual("go\n"u8);
        if (mayGo)
        {
            BeforeItMayGo();
        }

        var passing = cut switch
        {
            Cut.BeforeAnything => 0,
            Cut.WithinTheContent => octets.Length / 2,
            Cut.BeforeItMayGo when mayGo => 0,
            _ => octets.Length,
        };
        if (!_isCut)
        {
            await shell.Input.WriteAsync(octets[..passing]);
            await shell.Input.FlushAsync();
            await (passing < octets.Length || (mayGo && cut is not null) ? CutAsync(shell) : Task.CompletedTask);
        }
    }

    private async Task CutAsync(SshShell shell)
    {
        _isCut = true;
        await shell.Input.DisposeAsync();
        await shell.Output.CopyToAsync(Stream.Null);
        await shell.DisposeAsync();
        _ended.SetResult();
    }
}
