using System.Net;

namespace Mim.Core.Stores;

/// <summary>Whether a connection may go unverified: only one that does not leave the machine.</summary>
internal static class PostgresTls
{
    private const string Full = "VerifyFull";

    private static readonly string[] _modes = ["Disable", "Allow", "Prefer", "Require", "VerifyCA", Full];

    /// <summary>
    /// The mode to connect with; null for the driver's own choice, on this machine only. Everything but full verification
    /// lets somebody on the way pose as the server.
    /// </summary>
    /// <param name="hosts">One host, or several parted by commas.</param>
    /// <param name="mode">What the address asks for, as .NET or as libpq writes it; null when it says nothing.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: no mode, or one too weak for a remote host.</exception>
    public static string? Mode(string hosts, string? mode)
    {
        var plain = mode?.Replace("-", "", StringComparison.Ordinal);
        var chosen = _modes.FirstOrDefault(known => known.Equals(plain, StringComparison.OrdinalIgnoreCase));
        if (mode is not null && chosen is null)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"There is no SSL mode of that name; there are {string.Join(", ", _modes)}.");
        }

        var remote = hosts.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(host => !IsHere(host));
        if (remote is null)
        {
            return chosen;
        }

        return chosen is null or Full ? Full : throw new MimException(
            MimErrorCause.InvalidArgument,
            $"SSL Mode={chosen} is too weak for '{remote}', which is not this machine: the server must be verified. " +
            $"Leave the mode out, or say SSL Mode={Full}; name the authority of its certificate by 'Root Certificate' or PGSSLROOTCERT.",
            remote);
    }

    private static bool IsHere(string host)
    {
        // A path is the folder of a socket.
        if (host.StartsWith('/') || host.StartsWith('@') || Path.IsPathFullyQualified(host))
        {
            return true;
        }

        var name = host.Count(character => character == ':') == 1 ? host[..host.IndexOf(':', StringComparison.Ordinal)] : host;
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }
}
