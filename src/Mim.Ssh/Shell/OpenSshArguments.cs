using System.Globalization;
using Mim.Core;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Agent;

namespace Mim.Ssh.Shell;

/// <summary>What the OpenSSH client is told on its command line.</summary>
/// <param name="destination">Where it goes.</param>
/// <param name="socket">Full path where a connection is shared; null for a connection of its own.</param>
/// <param name="key">The one key to log in with at its end; null for those of the destination, which are for the way in any case.</param>
internal sealed class OpenSshArguments(SshDestination destination, string? socket = null, AgentPlace? key = null)
{
    /// <summary>What holds on the way as well as at its end. Of options that are there twice, the first counts.</summary>
    private string[] Everywhere =>
    [
        "BatchMode=yes", "StrictHostKeyChecking=yes", "UpdateHostKeys=no", "ConnectionAttempts=1",
        string.Create(CultureInfo.InvariantCulture, $"ConnectTimeout={Math.Max(1, (int)Math.Ceiling(destination.Timeout.TotalSeconds))}"),
        "ServerAliveCountMax=3",
        string.Create(CultureInfo.InvariantCulture, $"ServerAliveInterval={Math.Max(1, (int)Math.Ceiling(destination.Timeout.TotalSeconds / 3))}"),
        "ControlMaster=no", "ControlPath=none", "ForwardAgent=no", "ForwardX11=no", "PermitLocalCommand=no", $"LogLevel={LogLevel}", "RemoteCommand=none",
    ];

    /// <summary>How much the client tells.</summary>
    public string LogLevel { get; init; } = "ERROR";

    private IEnumerable<string> Options => Each(Everywhere.Concat(Keys()).Concat(Trust()));

    private IEnumerable<string> Place =>
    [
        .. key is null ? Options : Each(Everywhere.Concat(Only(key)).Concat(Trust())), "-o", "ClearAllForwardings=yes",
        .. ProxyOption([.. destination.Hops]), .. Login(destination.User, destination.Port), "--", Plain(destination.Host),
    ];

    /// <summary>Runs a program there.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: no host or user of SSH.</exception>
    public IReadOnlyList<string> For(string command) =>
        ["-T", .. Each(socket is null ? [] : [$"ControlPath={Literal(socket)}"]), .. Place, command];

    /// <summary>Connects and ends; the connection stays in the background, until nobody used it for a while.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: no host or user of SSH.</exception>
    public IReadOnlyList<string> ForSharing(string idleSeconds) =>
        ["-T", "-N", "-f", .. Each(["ControlMaster=yes", $"ControlPath={Literal(socket!)}", $"ControlPersist={idleSeconds}"]), .. Place];

    /// <summary>
    /// Logs in, runs nothing, and stays. It notes on its output when it was let in, where no words of a server can stand: those are errors.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: no host or user of SSH.</exception>
    public IReadOnlyList<string> ForLogin => ["-T", "-N", "-E", "/dev/stdout", .. Each(["LogLevel=VERBOSE"]), .. Place];

    /// <summary>As in a configuration file, where a percent sign begins a token.</summary>
    public static string Literal(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    private static IEnumerable<string> Each(IEnumerable<string> options) => options.SelectMany(option => new[] { "-o", option });

    private IEnumerable<string> Keys()
    {
        if (destination.AgentSocket is { } agent)
        {
            yield return $"IdentityAgent=\"{Literal(agent)}\"";
        }

        if (destination.IdentityFile is { } identity)
        {
            yield return "IdentitiesOnly=yes";
            yield return $"IdentityFile=\"{Literal(identity)}\"";
        }

        if (destination.CertificateFile is { } certificate)
        {
            yield return $"CertificateFile=\"{Literal(certificate)}\"";
        }
    }

    private static IEnumerable<string> Only(AgentPlace key) =>
    [
        "IdentitiesOnly=yes", $"IdentityAgent=\"{Literal(key.Socket)}\"", $"IdentityFile=\"{Literal(key.PublicKeyFile)}\"",
        "PreferredAuthentications=publickey", "PubkeyAuthentication=yes",
    ];

    private IEnumerable<string> Trust()
    {
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
    private IEnumerable<string> ProxyOption(SshHop[] hops) => hops is [] ? [] : ["-o", $"ProxyCommand={Proxy(hops[..^1], hops[^1])}"];

    private string Proxy(SshHop[] before, SshHop hop)
    {
        IEnumerable<string> words = ["ssh", .. Options, .. ProxyOption(before), .. Login(hop.User, hop.Port)];
        return $"{string.Join(' ', words.Select(word => Quote(Literal(word))))} -W {Quote("[%h]:%p")} -- {Quote(Literal(Plain(hop.Host)))}";
    }

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
