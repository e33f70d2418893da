using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>A conversation with the shell of a machine, in the first dialect that the machine knows.</summary>
/// <param name="open">Opens a shell for a dialect.</param>
/// <param name="dialects">Which the machine may know, the likeliest first.</param>
/// <param name="isWhole">Whether private keys may come whole, because the shell is on this machine.</param>
/// <param name="patience">How long to wait for output.</param>
internal sealed class ShellConversation(
    Func<HostDialect, CancellationToken, ValueTask<SshShell>> open, IReadOnlyList<HostDialect> dialects, bool isWhole, TimeSpan patience) : IAsyncDisposable
{
    private const string LastLine = ".";

    /// <summary>More lines than accounts, groups or settings of any machine.</summary>
    private const int MostLines = 1_000_000;

    private SshShell? _shell;
    private ShellReader? _reader;

    /// <summary>The one that is spoken; null before the first question.</summary>
    public HostDialect? Dialect { get; private set; }

    /// <summary>The lines of the answer; all of them are read before the next question.</summary>
    /// <exception cref="MachineUnreachableException">There is no shell, or it makes no sense.</exception>
    public async IAsyncEnumerable<string> AskAsync(string verb, string? argument, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(Dialect!.Question(verb, argument), cancellationToken).ConfigureAwait(false);
        for (var lines = 0; await _reader!.LineAsync(cancellationToken).ConfigureAwait(false) is var line && line != LastLine;)
        {
            Limit(++lines);
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }

    /// <summary>Finds the dialect.</summary>
    /// <exception cref="MachineUnreachableException">There is no shell, or none that is known here.</exception>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        MachineUnreachableException? first = null;
        for (var next = 0; Dialect is null; next++)
        {
            try
            {
                await GreetAsync(dialects[next], cancellationToken).ConfigureAwait(false);
            }
            catch (MachineUnreachableException trouble)
            {
                first ??= trouble;
                if (next + 1 == dialects.Count || !await IsUnknownAsync(trouble, cancellationToken).ConfigureAwait(false))
                {
                    throw first;
                }
            }
        }
    }

    public ValueTask DisposeAsync() => _shell?.DisposeAsync() ?? ValueTask.CompletedTask;

    // The login shell was reached, and what it was to start ended: whatever language it says so in.
    private async ValueTask<bool> IsUnknownAsync(MachineUnreachableException trouble, CancellationToken cancellationToken) =>
        trouble.Status is not (FindingStatus.TimedOut or FindingStatus.Damaged)
        && (await _shell!.EndAsync(cancellationToken).ConfigureAwait(false)).ExitCode is not null;

    // What a host says before it hears us – messages of the day, output of profiles – ends with a word that nobody can guess.
    private async ValueTask GreetAsync(HostDialect dialect, CancellationToken cancellationToken)
    {
        await DisposeAsync().ConfigureAwait(false);
        _shell = await open(dialect, cancellationToken).ConfigureAwait(false);
        _reader = new ShellReader(_shell, patience);
        var word = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        await WriteAsync(dialect.Greeting(word, isWhole), cancellationToken).ConfigureAwait(false);
        for (var lines = 0; await _reader.LineAsync(cancellationToken).ConfigureAwait(false) != word;)
        {
            Limit(++lines);
        }

        Dialect = dialect;
    }

    private async ValueTask WriteAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            await _shell!.Input.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
            await _shell.Input.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It ended; reading tells why.
        }
    }

    private static void Limit(int lines)
    {
        if (lines > MostLines)
        {
            throw new MachineUnreachableException(FindingStatus.Damaged, "What runs there writes without end.");
        }
    }
}
