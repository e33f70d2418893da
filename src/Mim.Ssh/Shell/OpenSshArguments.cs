using System.Globalization;
using Mim.Core;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>What the OpenSSH client is told on its command line.</summary>
/// <param name="destination">Where it goes.</param>
internal sealed class OpenSshArguments(SshDestination destination)
{
    /// <summary>What holds on the way as well as at its end.</summary>
    private readonly string[] _everywhere =
    [
        "BatchMode=yes", "StrictHostKeyChecking=yes", "UpdateHostKeys=no", "ConnectionAttempts=1",
        string.Create(CultureInfo.InvariantCulture, $"ConnectTimeout={Math.Max(1, (int)Math.Ceiling(destination.Timeout.TotalSeconds))}"),
        "ControlMaster=no", "ControlPath=none", "ForwardAgent=no", "ForwardX11=no", "PermitLocalCommand=no", "LogLevel=ERROR", "RemoteCommand=none",
    ];

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: no host or user of SSH.</exception>
    public IReadOnlyList<string> For(string command) =>
    [
        "-T", .. Options, "-o", "ClearAllForwardings=yes", .. ProxyOption(Jumps), .. Login(destination.User, destination.Port), "--", Plain(destination.Host), command,
    ];

    private IEnumerable<string> Options => _everywhere.Concat(Keys()).SelectMany(option => new[] { "-o", option });

    private string[] Jumps => destination.JumpHost?.Split(',', StringSplitOptions.TrimEntries) ?? [];

    // As in a configuration file, where a quotation mark has no place and a percent sign begins a token.
    private IEnumerable<string> Keys()
    {
        if (destination.IdentityFile is { } identity)
        {
            yield return "IdentitiesOnly=yes";
            yield return $"IdentityFile=\"{Literal(identity)}\"";
        }

        if (destination.KnownHostsFile is { } knownHosts)
        {
            yield return $"UserKnownHostsFile=\"{Literal(knownHosts)}\"";
            yield return "GlobalKnownHostsFile=none";
        }
    }

    private static IEnumerable<string> Login(string? user, int? port) =>
    [
        .. user is null ? (string[])[] : ["-l", Plain(user)],
        .. port is null ? (string[])[] : ["-p", port.Value.ToString(CultureInfo.InvariantCulture)],
    ];

    // The client's own -J takes none of these options along, neither which keys to use nor which hosts to trust.
    private IEnumerable<string> ProxyOption(string[] jumps) => jumps is [] ? [] : ["-o", $"ProxyCommand={Proxy(jumps[..^1], jumps[^1])}"];

    private string Proxy(string[] before, string jump)
    {
        var at = jump.LastIndexOf('@');
        var (user, place) = at < 0 ? (null, jump) : (jump[..at], jump[(at + 1)..]);
        var colon = place.LastIndexOf(':');
        var hasPort = colon > place.IndexOf(']', StringComparison.Ordinal) && colon == place.IndexOf(':', Math.Max(0, place.IndexOf(']', StringComparison.Ordinal)));
        var port = hasPort ? PortOf(place[(colon + 1)..], jump) : (int?)null;
        var host = Plain((hasPort ? place[..colon] : place).Trim('[', ']'));
        IEnumerable<string> words = ["ssh", .. Options, .. ProxyOption(before), .. Login(user, port)];
        return $"{string.Join(' ', words.Select(word => Quote(Literal(word))))} -W {Quote("[%h]:%p")} -- {Quote(Literal(host))}";
    }

    private static int PortOf(string text, string jump) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        ? port
        : throw new MimException(MimErrorCause.InvalidArgument, $"'{jump}' is no host to go through: its port is no number.", jump);

    private static string Literal(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    // A shell runs the command of a proxy, on Windows nothing but the program that is named. The client itself looks for quotation marks
    // in it too, by rules of its own: backslashes are what both agree on.
    private static string Quote(string word) => OperatingSystem.IsWindows()
        ? $"\"{word}\""
        : string.Concat(word.Select(character => char.IsAsciiLetterOrDigit(character) || "-_./=,:%@".Contains(character, StringComparison.Ordinal)
            ? $"{character}"
            : $"\\{character}"));

    // ssh itself refuses what a shell could misread in a host or a user; what it would take for an option is refused here.
    private static string Plain(string value) => value.Length > 0 && value[0] != '-' && !value.Any(char.IsControl)
        ? value
        : throw new MimException(MimErrorCause.InvalidArgument, $"'{value}' is no host or user of SSH.", value);
}
