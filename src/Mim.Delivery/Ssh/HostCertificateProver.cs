using System.Globalization;
using System.Net;
using System.Text;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Delivery.Ssh;

/// <summary>Proves by handshakes that an sshd shows exactly one certificate.</summary>
internal sealed class HostCertificateProver(HostTools tools, ISshHostKeyProbe probe, IHostResolver resolver, TimeProvider time)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until it is shown, at most for the time-out of the settings: sshd closes its port for a moment when it begins anew.</summary>
    public async Task SettleAsync(SshServerSettings settings, Installation installation, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (await TroubleAsync(settings, installation, cancellationToken).ConfigureAwait(false) is not null
            && time.GetElapsedTime(began) < settings.Timeout)
        {
            await Task.Delay(_pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Who does not show it; null when all listeners do.</summary>
    public async Task<string?> TroubleAsync(SshServerSettings settings, Installation installation, CancellationToken cancellationToken)
    {
        foreach (var listener in await ListenersAsync(settings, cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<IPAddress> addresses = IPAddress.TryParse(listener.Host, out var address)
                ? [address]
                : await resolver.ResolveAsync(listener.Host, cancellationToken).ConfigureAwait(false);
            if (addresses.Count == 0)
            {
                return $"{listener.Host} has no address.";
            }

            foreach (var one in addresses)
            {
                var question = new SshEndpointQuestion(one, listener.Port, settings.Timeout)
                {
                    KeyType = Encoding.ASCII.GetString(KeyText.Of(installation.Version.Certificate).Type),
                };
                var answer = await AskAsync(question, cancellationToken).ConfigureAwait(false);
                if (!answer.Keys.Any(key => IsIt(key, installation)))
                {
                    return $"{listener} does not show it: {answer.Detail ?? (answer.Keys.Count == 0 ? answer.Status.ToString() : "it shows another certificate, or none")}.";
                }
            }
        }

        return null;
    }

    /// <summary>Asks until somebody answers, at most for the time-out: sshd may have been told to begin anew a moment ago.</summary>
    private async Task<SshEndpointAnswer> AskAsync(SshEndpointQuestion question, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var answer = await probe.AskAsync(question, cancellationToken).ConfigureAwait(false);
            if (answer.Status != FindingStatus.Refused || time.GetElapsedTime(began) >= question.Timeout)
            {
                return answer;
            }

            await Task.Delay(_pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // A serial number is unique within an authority.
    private static bool IsIt(SshKeySighting key, Installation installation) =>
        key.Certificate is { IsForHost: true } certificate
        && certificate.SerialNumber == ulong.Parse(installation.Version.SerialNumber!, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        && (installation.Chain is not [var authority, ..] || certificate.AuthorityKey.AsSpan().SequenceEqual(authority));

    private async ValueTask<IReadOnlyList<ServiceListener>> ListenersAsync(SshServerSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Listeners.Count > 0)
        {
            return settings.Listeners;
        }

        var facts = await SshServerFacts.AskAsync(tools, account: null, settings.Configuration, cancellationToken).ConfigureAwait(false);
        return [new ServiceListener(tools.Listens, facts.Port)];
    }
}
