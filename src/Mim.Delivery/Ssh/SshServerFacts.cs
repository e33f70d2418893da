using System.Globalization;
using Mim.Core;
using Mim.Core.Delivery;

namespace Mim.Delivery.Ssh;

/// <summary>What an sshd says of itself and of one of its accounts (sshd(8), -T).</summary>
internal sealed class SshServerFacts
{
    private const string Script = """
        PATH="$PATH:/usr/sbin:/sbin:/usr/local/sbin"
        [ -z "$1" ] || { getent passwd "$1" || grep -e "^$1:" /etc/passwd; } 2>/dev/null | sed 's/^/account /'
        sshd=$(command -v sshd) || exit 0
        "$sshd" -T ${2:+-f "$2"} ${1:+-C "user=$1,host=localhost,addr=127.0.0.1"} 2>/dev/null
        exit 0
        """;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private readonly ILookup<string, string> _values;

    private SshServerFacts(string text) => _values = text.Split('\n')
        .Select(line => line.Split(' ', 2))
        .Where(words => words.Length == 2)
        .ToLookup(words => words[0], words => words[1].Trim());

    /// <summary>Whether an sshd answered: it says nothing to those who may not read its keys.</summary>
    public bool IsKnown => _values["port"].Any();

    /// <summary>The first port that it listens on; 22 when that is not known.</summary>
    public int Port => int.TryParse(_values["port"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 22;

    /// <summary>Full paths of its private keys; those of the packages when that is not known.</summary>
    public IReadOnlyList<string> HostKeys => IsKnown
        ? [.. _values["hostkey"]]
        : ["/etc/ssh/ssh_host_ed25519_key", "/etc/ssh/ssh_host_ecdsa_key", "/etc/ssh/ssh_host_rsa_key"];

    /// <param name="tools">Of its machine.</param>
    /// <param name="account">Null for none.</param>
    /// <param name="configuration">Full path; null for the system's.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: the machine does not answer.</exception>
    public static async Task<SshServerFacts> AskAsync(
        HostTools tools, string? account, string? configuration, CancellationToken cancellationToken)
    {
        var request = new CommandRequest
        {
            Arguments = ["sh", "-c", Script, "sh", account ?? string.Empty, configuration ?? string.Empty], IsBrief = true, Timeout = _patience,
        };
        var result = await tools.Commands.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return new SshServerFacts(result.Output);
    }

    /// <summary>Every value of a keyword, in lower case as sshd prints it.</summary>
    public IEnumerable<string> Values(string keyword) => _values[keyword].SelectMany(value => value.Split(' ')).Where(value => value != "none");

    /// <summary>Full path of the first list of keys for the account (sshd_config(5), TOKENS).</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: there is no such account, or no such list.</exception>
    public string AuthorizedKeys(string account)
    {
        if (_values["account"].FirstOrDefault()?.Split(':') is not [var name, _, var id, _, _, var home, ..])
        {
            throw new MimException(MimErrorCause.InstallFailed, $"There is no account '{account}'.", account);
        }

        var pattern = IsKnown ? Values("authorizedkeysfile").FirstOrDefault() : ".ssh/authorized_keys";
        if (pattern is null)
        {
            throw new MimException(MimErrorCause.InstallFailed, $"sshd reads no list of keys for '{account}' (AuthorizedKeysFile none).", account);
        }

        var path = pattern
            .Replace("%%", "\0", StringComparison.Ordinal)
            .Replace("%h", home, StringComparison.Ordinal)
            .Replace("%u", name, StringComparison.Ordinal)
            .Replace("%U", id, StringComparison.Ordinal)
            .Replace("\0", "%", StringComparison.Ordinal);
        return path.StartsWith('/') ? path : $"{home.TrimEnd('/')}/{path}";
    }
}
