using Mim.Ssh.Keys;

namespace Mim.Ssh.Formats;

/// <summary>One line of known_hosts: a marker if any, hosts, key (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).</summary>
/// <param name="Marker">Empty, <c>@cert-authority</c> or <c>@revoked</c>.</param>
/// <param name="Hosts">Patterns, or one hash (<c>|1|salt|hash</c>).</param>
/// <param name="Key">Type, key and comment.</param>
internal sealed record KnownHostLine(string Marker, IReadOnlyList<string> Hosts, KeyLine Key)
{
    public const string Authority = "@cert-authority";
    public const string Revoked = "@revoked";

    /// <summary>Null when the line has another form.</summary>
    /// <exception cref="SshFormatException">It has the form, but its key is not base64.</exception>
    public static KnownHostLine? TryRead(ReadOnlySpan<byte> line)
    {
        var rest = line;
        var marker = "";
        if (line[0] == '@')
        {
            marker = PlainText.Of(KeyLine.Word(ref rest));
            if (marker is not (Authority or Revoked))
            {
                return null;
            }
        }

        var hosts = KeyLine.Word(ref rest);
        return !hosts.IsEmpty && KeyLine.TryRead(rest.TrimStart(" \t"u8)) is { Options.Count: 0 } key
            ? new KnownHostLine(marker, PlainText.Of(hosts).Split(',', StringSplitOptions.RemoveEmptyEntries), key)
            : null;
    }
}
