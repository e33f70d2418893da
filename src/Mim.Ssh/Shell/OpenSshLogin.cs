using System.Text;
using Mim.Core;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Ssh.Agent;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Shell;

/// <summary>
/// Logs in by the system's OpenSSH client: it opens a connection without a program on it, so that what an account is forced to run does
/// not run. It gets the key from an agent within this process. POSIX systems only.
/// </summary>
/// <param name="keys">Loads private keys.</param>
public sealed class OpenSshLogin(IKeyFactory keys) : ISshLogin
{
    /// <summary>A connection that a run which died left open closes itself.</summary>
    private const string IdleSeconds = "5";

    private readonly SshPrivateKeyReader _reader = new();

    public async Task<string?> TroubleAsync(
        SshDestination destination, ReadOnlyMemory<byte> publicKey, KeyMaterial privateKey, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new MimException(MimErrorCause.Unsupported, "Keys are proved by logins on POSIX systems only.", destination.Host);
        }

        using var pkcs8 = _reader.ReadPkcs8(privateKey.Memory);
        using var signer = keys.Import(pkcs8.Span);
        var key = AgentKey.Read(publicKey.Span);

        // Owner-only, as the system makes such folders. Sockets need short paths.
        var folder = Directory.CreateTempSubdirectory("mim-ssh-").FullName;
        try
        {
            var place = new AgentPlace(Path.Combine(folder, "agent"), Path.Combine(folder, "key.pub"));
            var only = new AgentKey(signer, key);
            var agent = new KeyAgent(place.Socket, only);
            await using var ending = agent.ConfigureAwait(false);
            var way = new CredentialAgents(() => folder);
            await using var endingWay = way.ConfigureAwait(false);
            await File.WriteAllTextAsync(
                place.PublicKeyFile, $"{Encoding.ASCII.GetString(key.Type.Name)} {Convert.ToBase64String(key.Blob)}\n", cancellationToken).ConfigureAwait(false);

            // The client's configuration may name further keys.
            return await ConnectAsync(Trusting(way.Through(OnTheWay(destination)), folder), folder, place, cancellationToken).ConfigureAwait(false)
                ?? (only.HasSigned ? null : "another key than this one was let in.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string?> ConnectAsync(SshDestination destination, string folder, AgentPlace place, CancellationToken cancellationToken)
    {
        var connection = new SharedConnection(destination, Path.Combine(folder, "mux"), IdleSeconds, place);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.ConnectAsync(cancellationToken).ConfigureAwait(false) is { } end ? end.Trouble.Message : null;
    }

    // The client reads hosts to trust from files only.
    private static SshDestination Trusting(SshDestination destination, string folder)
    {
        if (destination.KnownHosts is not { } lines)
        {
            return destination;
        }

        var path = Path.Combine(folder, "known");
        File.WriteAllText(path, lines);
        return destination with { KnownHosts = null, KnownHostsFile = path };
    }

    // A password is for the end of the way, where only the key is asked for.
    private static SshDestination OnTheWay(SshDestination destination) =>
        destination.Credential is SshPasswordCredential ? destination with { Credential = null } : destination;
}
