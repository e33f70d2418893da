using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.CrashRunner;

/// <summary>What services on loopback serve at the moment.</summary>
/// <param name="parts">Ask them.</param>
/// <param name="serverName">By which each is asked.</param>
internal sealed class ServedVersions(SessionParts parts, string serverName)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    /// <summary>SHA-256 of the certificates of listeners, in hexadecimal; the serial number of a host's certificate.</summary>
    public IEnumerable<string> Of(IEnumerable<Target> targets) => targets.SelectMany(target => target.Settings switch
    {
        ServiceTargetSettings service => service.Listeners.Select(Fingerprint),
        SshServerSettings { Listeners: { } listeners } => listeners.Select(Serial),
        _ => [],
    });

    private string Fingerprint(ServiceListener listener)
    {
        var question = new EndpointQuestion
        {
            Address = IPAddress.Loopback, Port = listener.Port, ServerName = serverName, StartTls = listener.StartTls, Timeout = _patience,
        };
        var answer = parts.Discovery.Probe.AskAsync(question, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return Convert.ToHexString(SHA256.HashData(answer.Chains[0].Certificates[0]));
    }

    private string Serial(ServiceListener listener)
    {
        var question = new SshEndpointQuestion(IPAddress.Loopback, listener.Port, _patience);
        while (true)
        {
            var answer = parts.SshDiscovery.Probe.AskAsync(question, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            if (answer.Keys.Select(key => key.Certificate).FirstOrDefault(certificate => certificate is not null) is { } shown)
            {
                return shown.SerialNumber.ToString(CultureInfo.InvariantCulture);
            }

            // It closes its port for a moment when it begins anew.
            Thread.Sleep(_pause);
        }
    }
}
