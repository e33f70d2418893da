using Mim.Core;
using Mim.Core.Delivery;

namespace Mim.Delivery.Ssh;

/// <summary>What an sshd thinks of its configuration and of a file that it names.</summary>
/// <param name="tools">Of its machine.</param>
internal sealed class SshServerChecks(HostTools tools)
{
    private const string Script = """
        PATH="$PATH:/usr/sbin:/sbin:/usr/local/sbin"
        sshd=$(command -v sshd) || { echo 'There is no sshd.'; exit 1; }
        exec "$sshd" -t ${1:+-f "$1"}
        """;

    // The service manager knows it as ssh or sshd; one with a configuration of its own is told by a signal.
    private const string ReloadScript = """
        if [ -z "$1" ] && [ -d /run/systemd/system ]; then
          exec systemctl reload "$(systemctl is-active -q sshd && echo sshd || echo ssh)"
        fi
        PATH="$PATH:/usr/sbin:/sbin:/usr/local/sbin"
        sshd=$(command -v sshd) || { echo 'There is no sshd.'; exit 1; }
        pid=$("$sshd" -T ${1:+-f "$1"} | sed -n 's/^pidfile //p')
        [ "$pid" != none ] || { echo 'It keeps no PidFile: say with -ReloadCommand how it is reloaded.'; exit 1; }
        exec kill -s HUP "$(head -n 1 "$pid")"
        """;

    /// <summary>Why sshd does not take its configuration; null when it does.</summary>
    public async Task<string?> ConfigurationTroubleAsync(SshServerSettings settings, CancellationToken cancellationToken) =>
        await RunAsync(["sh", "-c", Script, "sh", settings.Configuration ?? string.Empty], settings, cancellationToken).ConfigureAwait(false) is { } said
            ? $"The configuration of sshd is not accepted: {said}"
            : null;

    /// <summary>Why sshd does not read its files again; null when it does.</summary>
    public async Task<string?> ReloadTroubleAsync(SshServerSettings settings, CancellationToken cancellationToken) => await RunAsync(
        settings.ReloadCommand ?? ["sh", "-c", ReloadScript, "sh", settings.Configuration ?? string.Empty], settings, cancellationToken, isBrief: false)
            .ConfigureAwait(false) is { } said
            ? $"sshd is not reloaded: {said}"
            : null;

    /// <summary>Why ssh-keygen takes a file for no key revocation list; null when it does.</summary>
    public async Task<string?> ListTroubleAsync(SshServerSettings settings, CancellationToken cancellationToken) =>
        await RunAsync(["ssh-keygen", "-Q", "-l", "-f", settings.Path], settings, cancellationToken).ConfigureAwait(false) is { } said
            ? $"{settings.Path} is no key revocation list to ssh-keygen: {said}"
            : null;

    /// <summary>Why sshd does not heed the file; null when it does, and where it says nothing of itself.</summary>
    public async Task<string?> UseTroubleAsync(SshServerSettings settings, string keyword, CancellationToken cancellationToken)
    {
        var facts = await SshServerFacts.AskAsync(tools, account: null, settings.Configuration, cancellationToken).ConfigureAwait(false);
        return facts.IsKnown && !facts.Values(keyword.ToLowerInvariant()).Contains(settings.Path, StringComparer.Ordinal)
            ? $"sshd does not read {settings.Path}: its configuration lacks the line '{keyword} {settings.Path}'."
            : null;
    }

    private async Task<string?> RunAsync(IReadOnlyList<string> command, SshServerSettings settings, CancellationToken cancellationToken, bool isBrief = true)
    {
        var request = new CommandRequest { Arguments = command, IsBrief = isBrief, Timeout = settings.Timeout };
        var result = await tools.Commands.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return result switch
        {
            { Succeeded: true } => null,
            { ExitCode: null } => "it did not end in time.",
            _ => Commands.CommandOutput.Shown(result.Output, password: null) is { Length: > 0 } said ? said : "it did not say why.",
        };
    }
}
