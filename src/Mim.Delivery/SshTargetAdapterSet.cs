using Mim.Core.Delivery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Delivery;

/// <summary>The adapters for what SSH reads, for any machine.</summary>
/// <param name="login">Proves keys.</param>
/// <param name="probe">Asks servers what they show.</param>
/// <param name="resolver">Finds servers.</param>
/// <param name="time">The clock.</param>
public sealed class SshTargetAdapterSet(ISshLogin login, ISshHostKeyProbe probe, IHostResolver resolver, TimeProvider time)
{
    /// <summary>One adapter of each kind, for the targets of one machine.</summary>
    /// <param name="tools">Of the machine.</param>
    /// <param name="host">How it is reached, and the keys it may show; null for this one.</param>
    public IReadOnlyList<ITargetAdapter> On(HostTools tools, SshDestination? host) =>
    [
        new AuthorizedKeysTargetAdapter(tools, host, login),
        new SshHostCertificateTargetAdapter(tools, probe, resolver, time),
        new SshTrustedAuthorityTargetAdapter(tools),
        new SshRevokedKeysTargetAdapter(tools),
    ];
}
