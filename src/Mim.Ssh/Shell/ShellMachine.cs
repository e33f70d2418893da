using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Ssh.Shell;

/// <summary>A machine by a POSIX shell on it, with which one conversation is held.</summary>
/// <param name="shell">Fresh. Is disposed with the machine.</param>
/// <param name="isWhole">Whether private keys may come whole, because the shell is on this machine.</param>
/// <param name="patience">How long to wait for output.</param>
internal sealed class ShellMachine(SshShell shell, bool isWhole, TimeSpan patience) : ISshMachine
{
    private const string End = ".";

    /// <summary>More lines than accounts, groups or settings of any machine.</summary>
    private const int MostLines = 1_000_000;

    private readonly ShellReader _reader = new(shell, patience);
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();
    private bool _isOpen;

    public async Task<IReadOnlyList<SshAccount>> AccountsAsync(CancellationToken cancellationToken)
    {
        var lines = new PasswordLines();
        await AskAsync("accounts", cancellationToken).ConfigureAwait(false);
        await foreach (var line in AnswerAsync(cancellationToken).ConfigureAwait(false))
        {
            lines.Add(line);
        }

        var accounts = lines.Accounts();
        _names = accounts.GroupBy(account => account.Id).ToDictionary(group => group.Key, group => group.First().Name);
        return accounts;
    }

    public async Task<string?> EffectiveConfigurationAsync(string account, CancellationToken cancellationToken)
    {
        // A comma would end the name where sshd reads it.
        if (account.Contains(',', StringComparison.Ordinal))
        {
            return null;
        }

        var text = new StringBuilder();
        await AskAsync($"effective {HostScript.Quote(account)}", cancellationToken).ConfigureAwait(false);
        await foreach (var line in AnswerAsync(cancellationToken).ConfigureAwait(false))
        {
            text.Append(line.AsSpan(Math.Min(2, line.Length))).Append('\n');
        }

        return text.Length == 0 ? null : text.ToString();
    }

    public async IAsyncEnumerable<SshFile> ReadAsync(IReadOnlyList<string> places, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var place in places)
        {
            var verb = place.EndsWith('/') ? "read_folder" : "read_file";
            await AskAsync($"{verb} {HostScript.Quote(place)}", cancellationToken).ConfigureAwait(false);
            using var file = new FileLines(place, _names);
            await foreach (var line in AnswerAsync(cancellationToken).ConfigureAwait(false))
            {
                if (file.Add(line))
                {
                    yield return file.Take();
                }
            }
        }
    }

    public ValueTask DisposeAsync() => shell.DisposeAsync();

    // What a host says before it hears us – messages of the day, output of profiles – ends with a word that nobody can guess.
    private async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        var word = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        await WriteAsync($"whole={(isWhole ? 1 : 0)}\n{HostScript.Functions}printf '\\n%s\\n' {word}\n", cancellationToken).ConfigureAwait(false);
        var lines = 0;
        while (await _reader.LineAsync(cancellationToken).ConfigureAwait(false) != word)
        {
            Limit(++lines);
        }
    }

    private async ValueTask AskAsync(string command, CancellationToken cancellationToken)
    {
        if (!_isOpen)
        {
            await OpenAsync(cancellationToken).ConfigureAwait(false);
            _isOpen = true;
        }

        await WriteAsync($"{command}\n", cancellationToken).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<string> AnswerAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var lines = 0; await _reader.LineAsync(cancellationToken).ConfigureAwait(false) is var line && line != End;)
        {
            Limit(++lines);
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }

    private async ValueTask WriteAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            await shell.Input.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
            await shell.Input.FlushAsync(cancellationToken).ConfigureAwait(false);
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
