using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Sealing;

namespace Mim.Ssh.Shell;

/// <summary>
/// One POSIX shell on a host that runs scripts, one after the other, each in a process of its own. To begin a shell costs both sides
/// several processes, and whatever the account's profile does; a script then costs what it runs.
/// </summary>
internal sealed class LastingShell : IAsyncDisposable
{
    /// <summary>More than what is read of the largest file, and what is said of it.</summary>
    private const int LongestAnswer = (16 << 20) + (128 * 1024);

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly SshShell _shell;
    private readonly MarkedOutput _output;

    private LastingShell(SshShell shell, string word) =>
        (_shell, _output) = (shell, new MarkedOutput(shell.Output, ScriptQuestion.Mark(word), LongestAnswer));

    /// <summary>
    /// Whether it writes what a script reads itself: to those few that have no <c>printf</c> of their own – mksh, and the sh of OpenBSD – it
    /// is another program, whose command line everybody on the host can see.
    /// </summary>
    public bool CanBeGivenSecrets { get; private set; }

    /// <summary>Whether it has run a script before, and so may have been left alone since.</summary>
    public bool HasAnswered { get; private set; }

    /// <param name="shell">Reads commands; is disposed with this.</param>
    /// <param name="patience">How long to wait until it is there.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="MachineUnreachableException">There is no shell, or it makes no sense.</exception>
    public static async ValueTask<LastingShell> BeginAsync(SshShell shell, TimeSpan patience, CancellationToken cancellationToken)
    {
        var word = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var begun = new LastingShell(shell, word);
        try
        {
            using var greeting = KeyMaterial.CopyOf(Encoding.ASCII.GetBytes(ScriptQuestion.Greeting(word)));

            // What a host says before it hears us – messages of the day, output of profiles – stands before the first mark.
            var parts = await begun.SayAsync([greeting], parts: 2, patience, cancellationToken).ConfigureAwait(false);
            parts[0].Dispose();
            using var printf = parts[1];
            begun.CanBeGivenSecrets = printf.Span.SequenceEqual("printf"u8);
            return begun;
        }
        catch
        {
            await begun.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs a script to its end. After an exception the shell is of no use any more.</summary>
    /// <param name="script">What it does.</param>
    /// <param name="arguments">Its positional parameters. Nobody else on the host sees them.</param>
    /// <param name="input">What it reads, where <see cref="CanBeGivenSecrets"/>; null for nothing.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="MachineUnreachableException">The shell ended, is silent, or makes no sense.</exception>
    public async ValueTask<ScriptAnswer> RunAsync(HostScript script, IEnumerable<string> arguments, KeyMaterial? input, CancellationToken cancellationToken)
    {
        using var lesson = KeyMaterial.CopyOf(_known.Add(script.Name) ? Encoding.UTF8.GetBytes(ScriptQuestion.Lesson(script)) : []);
        using var question = ScriptQuestion.Of(script, arguments, input);
        var parts = await SayAsync([lesson, question], parts: 2, script.Patience, cancellationToken).ConfigureAwait(false);
        using var told = parts[1];
        var lines = Encoding.UTF8.GetString(told.Span).Split('\n', 2);
        if (lines is not [var code, var error] || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var exitCode))
        {
            parts[0].Dispose();
            throw HostShell.NotAsked();
        }

        HasAnswered = true;
        return new ScriptAnswer(parts[0], exitCode, error);
    }

    public ValueTask DisposeAsync()
    {
        _output.Dispose();
        return _shell.DisposeAsync();
    }

    private async ValueTask<List<KeyMaterial>> SayAsync(IEnumerable<KeyMaterial> texts, int parts, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        var answer = new List<KeyMaterial>();
        try
        {
            foreach (var text in texts)
            {
                await HostShell.SendAsync(_shell.Input, text, limit.Token).ConfigureAwait(false);
            }

            while (answer.Count < parts)
            {
                answer.Add(await _output.NextAsync(limit.Token).ConfigureAwait(false) ?? throw await _shell.TroubleAsync(limit.Token).ConfigureAwait(false));
            }

            return answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MachineUnreachableException(FindingStatus.TimedOut, $"It did not answer within {patience.TotalSeconds:0} s.");
        }
        finally
        {
            answer.Take(answer.Count == parts ? 0 : parts).ToList().ForEach(part => part.Dispose());
        }
    }
}
