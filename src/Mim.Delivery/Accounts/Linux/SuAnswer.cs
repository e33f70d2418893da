using Mim.Core.Accounts;
using Mim.Core.Delivery;

namespace Mim.Delivery.Accounts.Linux;

/// <summary>
/// What <c>su</c> says to a log-in, in the language C. It ends as the shell of the account does, which for a service may be one that lets
/// nobody stay (nologin, false): so a failure is one of the log-in only where a line of its own says so.
/// </summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="IsAsked">Whether it asked for a password.</param>
/// <param name="Remark">What PAM said besides.</param>
/// <param name="Failure">Why it let nobody in; null when it did.</param>
internal sealed record SuAnswer(int? ExitCode, bool IsAsked, string Remark, string? Failure)
{
    private const string Name = "su: ";
    private const int EndOfClosedShell = 1;

    /// <summary>Whether the log-in was let in; null when it was neither that nor refused for its password.</summary>
    public LoginAnswer? LogIn => this switch
    {
        { ExitCode: 0 } => IsAsked ? LoginAnswer.Accepted : LoginAnswer.NotAsked,
        { ExitCode: EndOfClosedShell, IsAsked: true, Failure: null } => LoginAnswer.Accepted,
        { IsAsked: true, Remark: "", Failure: "Authentication failure" or "incorrect password" } => LoginAnswer.Refused,
        { IsAsked: false, Failure: { } why } when why.Contains("does not exist", StringComparison.Ordinal) => LoginAnswer.Refused,
        _ => null,
    };

    public static SuAnswer Of(CommandResult result)
    {
        // The prompt has no line of its own: what follows stands beside it.
        var prompt = result.Output.IndexOf("assword", StringComparison.Ordinal);
        var colon = prompt < 0 ? -1 : result.Output.IndexOf(':', prompt);
        string[] lines = [.. result.Output[(colon + 1)..].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        var last = Array.FindIndex(lines, line => Start(line) >= 0);
        return last < 0
            ? new SuAnswer(result.ExitCode, colon >= 0, string.Join(' ', lines), null)
            : new SuAnswer(result.ExitCode, colon >= 0, string.Join(' ', lines.Where((_, index) => index != last)), lines[last][Start(lines[last])..]);
    }

    // A second prompt may stand before it.
    private static int Start(string line) => line.StartsWith(Name, StringComparison.Ordinal) ? Name.Length
        : line.IndexOf($": {Name}", StringComparison.Ordinal) is >= 0 and var at ? at + 2 + Name.Length : -1;
}
