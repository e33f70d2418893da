using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>Reads lines of bounded length from a shell, and does not wait for them longer than it was told.</summary>
internal sealed class ShellReader(SshShell shell, TimeSpan patience)
{
    private const int LongestLine = 64 * 1024;
    private readonly byte[] _buffer = new byte[LongestLine];
    private int _from;
    private int _to;

    /// <summary>The next line without its end; octets that are no UTF-8 are replaced.</summary>
    /// <exception cref="MachineUnreachableException">The shell ended, is silent, or writes what it was not asked for.</exception>
    public async ValueTask<string> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_from, _to - _from).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, _from, length).TrimEnd('\r');
                _from += length + 1;
                return line;
            }

            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
        (_from, _to) = (0, _to - _from);
        if (_to == _buffer.Length)
        {
            throw new MachineUnreachableException(FindingStatus.Damaged, "What runs there writes lines without end.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            var count = await shell.Output.ReadAsync(_buffer.AsMemory(_to), limit.Token).ConfigureAwait(false);
            _to += count > 0 ? count : throw await shell.TroubleAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MachineUnreachableException(FindingStatus.TimedOut, $"It did not answer within {patience.TotalSeconds:0} s.");
        }
    }
}
