using System.Globalization;
using System.Text;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Delivery.Ssh;

/// <summary>Proves that a key is let in, by a login at the machine that it was installed on.</summary>
/// <param name="tools">Of the machine.</param>
/// <param name="host">How it is reached, and the keys it may show; null for this one.</param>
/// <param name="login">Logs in.</param>
internal sealed class LoginProver(HostTools tools, SshDestination? host, ISshLogin login)
{
    private const string Loopback = "localhost";
    private const int UsualPort = 22;

    /// <summary>Null when the key is let in, else why not.</summary>
    public async Task<string?> TroubleAsync(AuthorizedKeysSettings settings, Installation installation, CancellationToken cancellationToken)
    {
        var destination = host ?? await OwnAsync(settings.Configuration, cancellationToken).ConfigureAwait(false);
        var trouble = await login.TroubleAsync(
            destination with { User = settings.Account, UseSudo = false },
            installation.Version.Certificate,
            installation.PrivateKey!,
            cancellationToken).ConfigureAwait(false);
        return trouble is null ? null : $"{settings.Account} cannot log in with it at {destination.Place}: {trouble}";
    }

    // This machine knows itself: whoever can read and write its lists of keys need not be told which keys are its own.
    private async Task<SshDestination> OwnAsync(string? configuration, CancellationToken cancellationToken)
    {
        var facts = await SshServerFacts.AskAsync(tools, account: null, configuration, cancellationToken).ConfigureAwait(false);
        var name = facts.Port == UsualPort ? Loopback : string.Create(CultureInfo.InvariantCulture, $"[{Loopback}]:{facts.Port}");
        var lines = new StringBuilder();
        foreach (var path in facts.HostKeys)
        {
            using var key = await tools.Files.ReadAsync($"{path}.pub", cancellationToken).ConfigureAwait(false);
            if (key is not null)
            {
                lines.Append(name).Append(' ').Append(Encoding.UTF8.GetString(key.Content.Span).Trim()).Append('\n');
            }
        }

        return new SshDestination(Loopback) { Port = facts.Port, KnownHosts = lines.ToString() };
    }
}
