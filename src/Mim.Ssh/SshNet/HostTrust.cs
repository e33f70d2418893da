using System.Globalization;
using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Formats;
using Mim.Ssh.Keys;
using Mim.Ssh.Shell;

namespace Mim.Ssh.SshNet;

/// <summary>
/// The keys that one host may show, by lines of known_hosts (sshd(8)). SSH.NET shows no certificates of hosts, so authorities are of no use.
/// </summary>
/// <param name="destination">The host.</param>
/// <param name="known">Its keys in wire format.</param>
/// <param name="revoked">Those that no host may show.</param>
internal sealed class HostTrust(SshDestination destination, IReadOnlyList<byte[]> known, IReadOnlyList<byte[]> revoked)
{
    private const int UsualPort = 22;
    private const string RsaOfOld = "ssh-rsa";

    /// <summary>By the lines of the destination, its file, or the files that OpenSSH reads where neither is said.</summary>
    public static HostTrust Of(SshDestination destination)
    {
        var port = destination.Port ?? UsualPort;
        var name = port == UsualPort ? destination.Host : string.Create(CultureInfo.InvariantCulture, $"[{destination.Host}]:{port}");
        var (known, revoked) = (new List<byte[]>(), new List<byte[]>());
        foreach (var line in Lines(destination))
        {
            if (TryRead(line) is { } read && HostPattern.Fits(read.Hosts, name))
            {
                (read.Marker == KnownHostLine.Revoked ? revoked : read.Marker.Length == 0 ? known : []).Add(read.Key.Blob);
            }
        }

        return new HostTrust(destination, known, revoked);
    }

    /// <summary>Has the host asked for a key that is known, where it has keys of several types.</summary>
    public void Prefer(IDictionary<string, Func<byte[], Renci.SshNet.Security.KeyHostAlgorithm>> algorithms)
    {
        var types = known.Select(TypeOf).ToHashSet(StringComparer.Ordinal);
        if (types.Count == 0)
        {
            return;
        }

        // Signatures of an RSA key have names of their own (RFC 8332).
        foreach (var name in algorithms.Keys.Where(name => !types.Contains(name.StartsWith("rsa-sha2-", StringComparison.Ordinal) ? RsaOfOld : name)).ToList())
        {
            algorithms.Remove(name);
        }
    }

    /// <summary>Why a host that shows this key is none to talk to; null when it is.</summary>
    public MachineUnreachableException? Refusal(byte[] shown) =>
        revoked.Any(key => key.AsSpan().SequenceEqual(shown))
            ? new MachineUnreachableException(FindingStatus.HandshakeFailed, $"It shows a host key that is revoked: {TypeOf(shown)} {SshFingerprint.Of(shown)}.")
        : known.Any(key => key.AsSpan().SequenceEqual(shown)) ? null
        : new ShownHostKey(destination.Place, TypeOf(shown), SshFingerprint.Of(shown), IsChanged: known.Count > 0).Refusal(destination);

    private static string TypeOf(byte[] key) => Encoding.ASCII.GetString(new SshWireReader(key).Text());

    private static IEnumerable<string> Lines(SshDestination destination) =>
        destination.KnownHosts is { } lines ? lines.Split('\n')
        : destination.KnownHostsFile is { } file ? LinesOf(file)
        : new[]
        {
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ssh", "known_hosts"), "/etc/ssh/ssh_known_hosts",
        }.SelectMany(LinesOf);

    private static IEnumerable<string> LinesOf(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new MachineUnreachableException(FindingStatus.HandshakeFailed, $"{path} cannot be read: {trouble.Message}");
        }
    }

    private static KnownHostLine? TryRead(string line)
    {
        var octets = Encoding.UTF8.GetBytes(line.Trim());
        try
        {
            return octets is [] or [(byte)'#', ..] ? null : KnownHostLine.TryRead(octets);
        }
        catch (SshFormatException)
        {
            return null;
        }
    }
}
