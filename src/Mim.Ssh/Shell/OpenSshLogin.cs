using System.Collections.Concurrent;
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
    /// <summary>A server turns some away when ten have not said yet who they are (sshd_config(5), MaxStartups), and others want to log in too.</summary>
    private const int AtOnce = 8;

    /// <summary>What the client notes when it was let in.</summary>
    private const string LetIn = "Authenticated to ";

    /// <summary>A server gives nobody more time (sshd_config(5), LoginGraceTime).</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly SshPrivateKeyReader _reader = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _room = new(StringComparer.OrdinalIgnoreCase);

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
        var room = _room.GetOrAdd(destination.Place, _ => new SemaphoreSlim(AtOnce));
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
            await room.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // The client's configuration may name further keys.
                return await ConnectAsync(Trusting(way.Through(OnTheWay(destination)), folder), place, cancellationToken).ConfigureAwait(false)
                    ?? (only.HasSigned ? null : "another key than this one was let in.");
            }
            finally
            {
                room.Release();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The client leaves when it is disposed.
    private static async Task<string?> ConnectAsync(SshDestination destination, AgentPlace place, CancellationToken cancellationToken)
    {
        var said = new StringBuilder();
        var shell = await OpenSshProcess.StartAsync(
            new OpenSshArguments(destination, key: place).ForLogin, destination.Timeout, error => SshTrouble.Of($"{error}\n{said}"), cancellationToken)
            .ConfigureAwait(false);
        await using var closing = shell.ConfigureAwait(false);
        var notes = new ShellReader(shell, _patience);
        try
        {
            while (await notes.LineAsync(cancellationToken).ConfigureAwait(false) is var line && !line.StartsWith(LetIn, StringComparison.Ordinal))
            {
                said.AppendLine(line);
            }

            return null;
        }
        catch (MachineUnreachableException trouble)
        {
            return trouble.Message;
        }
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
