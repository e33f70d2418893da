using System.Globalization;
using Mim.Core.Delivery;

namespace Mim.Ssh.Shell;

/// <summary>What a POSIX shell is told to run a program and to say where it runs and how it ended.</summary>
/// <param name="request">The program. Its arguments and variables can be seen by others on the host.</param>
/// <param name="word">Begins the lines that tell.</param>
/// <param name="useSudo">Become root first.</param>
internal sealed class CommandScript(CommandRequest request, string word, bool useSudo)
{
    /// <summary>The verdict on a program that is not there.</summary>
    public const string NotThere = "none";

    // sshd makes a group of processes for each command.
    private const string Text = $"""
        word=$1; shift
        printf '\n%s %d\n' "$word" "$(ps -o pgid= -p "$$" 2>/dev/null || echo "$$")"
        if command -v -- "$1" >/dev/null 2>&1; then
          "$@" 2>&1
          printf '\n%s %d\n' "$word" "$?"
        else
          printf '\n%s {NotThere}\n' "$word"
        fi
        """;

    /// <summary>Runs it.</summary>
    public string Command => string.Join(' ', [Shell, PosixDialect.Quote(Exports + Text), "sh", word, .. request.Arguments.Select(PosixDialect.Quote)]);

    private string Shell => useSudo ? "exec sudo -n sh -c" : "exec sh -c";

    private string Exports => string.Concat(request.Environment.Select(pair => $"export {pair.Key}={PosixDialect.Quote(pair.Value)}\n"));

    /// <summary>Ends it and everything it started.</summary>
    public string EndCommand(int processGroup) =>
        string.Create(CultureInfo.InvariantCulture, $"{Shell} {PosixDialect.Quote($"kill -s KILL -- -{processGroup}")}");
}
