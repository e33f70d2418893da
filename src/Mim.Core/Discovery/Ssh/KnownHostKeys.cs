using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery.Ssh;

/// <summary>
/// The hosts that the inventory knows, as lines of known_hosts (sshd(8)): host keys by where they were seen, and the authorities whose
/// keys this store holds. Authorities of others, which may be meant for users alone, are trusted for no host.
/// </summary>
public sealed class KnownHostKeys
{
    private const int UsualPort = 22;
    private readonly IInventoryReader _inventory;

    internal KnownHostKeys(IInventoryReader inventory) => _inventory = inventory;

    /// <summary>What is known of a host, and of the hosts on the way to it; empty when nothing is.</summary>
    public string Of(SshDestination destination, CancellationToken cancellationToken)
    {
        var lines = new StringBuilder();
        IEnumerable<SshHop> hops = [.. destination.Hops, new SshHop(destination.User, destination.Host, destination.Port)];
        foreach (var hop in hops)
        {
            foreach (var key in KeysAt(hop.Host, hop.Port ?? UsualPort, cancellationToken))
            {
                lines.Append(Name(hop)).Append(' ').Append(Text(key)).Append('\n');
            }
        }

        foreach (var key in Authorities(cancellationToken))
        {
            lines.Append("@cert-authority * ").Append(Text(key)).Append('\n');
        }

        return lines.ToString();
    }

    private IEnumerable<byte[]> KeysAt(string host, int port, CancellationToken cancellationToken)
    {
        var endpoint = new LocationQuery
        {
            IdentityKinds = [IdentityKind.SshHostKey],
            Kind = LocationKinds.Endpoint,
            Address = new EndpointTarget(host, IPAddress.TryParse(host, out var address) ? address : null, port).ToString(),
        };
        return _inventory.Locations.Find(endpoint, cancellationToken)
            .Select(location => location.VersionId is { } id ? _inventory.Versions.Get(id) : null)
            .Where(version => version is { State: VersionState.Active })
            .Select(version => version!.Certificate)
            .OfType<byte[]>();
    }

    private IEnumerable<byte[]> Authorities(CancellationToken cancellationToken) =>
        _inventory.Identities.Find(new IdentityQuery { Kinds = [IdentityKind.SshAuthority] }, cancellationToken)
            .Select(authority => authority.CurrentVersionId is { } id ? _inventory.Versions.Get(id) : null)
            .Where(version => version is { State: VersionState.Active, HasPrivateKey: true })
            .Select(version => version!.Certificate)
            .OfType<byte[]>();

    private static string Name(SshHop hop) => hop.Port is null or UsualPort
        ? hop.Host
        : string.Create(CultureInfo.InvariantCulture, $"[{hop.Host}]:{hop.Port}");

    // The blob begins with the name of its type (RFC 4253 section 6.6).
    private static string Text(byte[] key) =>
        $"{Encoding.ASCII.GetString(key, sizeof(uint), (int)BinaryPrimitives.ReadUInt32BigEndian(key))} {Convert.ToBase64String(key)}";
}
