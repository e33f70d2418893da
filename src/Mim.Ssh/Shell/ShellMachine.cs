using System.Runtime.CompilerServices;
using System.Text;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Ssh.Shell;

/// <summary>A machine by a shell on it, with which one conversation is held.</summary>
/// <param name="shell">Is disposed with the machine.</param>
internal sealed class ShellMachine(ShellConversation shell) : ISshMachine
{
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    public async Task<IReadOnlyList<SshAccount>> AccountsAsync(CancellationToken cancellationToken)
    {
        var lines = new AccountLines();
        await foreach (var line in shell.AskAsync("accounts", null, cancellationToken).ConfigureAwait(false))
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
        await foreach (var line in shell.AskAsync("effective", account, cancellationToken).ConfigureAwait(false))
        {
            text.Append(line.AsSpan(Math.Min(2, line.Length))).Append('\n');
        }

        return text.Length == 0 ? null : text.ToString();
    }

    public async IAsyncEnumerable<SshFile> ReadAsync(IReadOnlyList<string> places, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await shell.BeginAsync(cancellationToken).ConfigureAwait(false);
        foreach (var place in places)
        {
            var verb = shell.Dialect!.IsFolder(place) ? "read_folder" : "read_file";
            using var file = new FileLines(place, _names);
            await foreach (var line in shell.AskAsync(verb, place, cancellationToken).ConfigureAwait(false))
            {
                if (file.Add(line))
                {
                    yield return file.Take();
                }
            }
        }
    }

    public ValueTask DisposeAsync() => shell.DisposeAsync();
}
