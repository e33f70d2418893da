using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Agent;

namespace Mim.Ssh.Shell;

/// <summary>
/// The system's OpenSSH client with one connection a host, which every program there goes through (ssh_config(5), ControlMaster).
/// Connections that nobody used for a minute close themselves, the others when it is disposed. The client of Windows cannot share
/// connections: there each program has its own.
/// </summary>
public sealed class SharedSshTransport : ISshTransport, IAsyncDisposable, IDisposable
{
    private const string IdleSeconds = "60";

    // Owner-only, as the system makes such folders. Sockets need short paths.
    private readonly Lazy<string> _folder = new(() => Directory.CreateTempSubdirectory("mim-ssh-").FullName);
    private readonly ConcurrentDictionary<SshDestination, SharedConnection> _connections = new();
    private readonly CredentialAgents _agents;
    private int _count;

    public SharedSshTransport() => _agents = new CredentialAgents(() => _folder.Value);

    public async ValueTask<SshShell> OpenAsync(SshDestination destination, string command, CancellationToken cancellationToken)
    {
        var known = WithKnownHosts(_agents.Through(destination));
        if (OperatingSystem.IsWindows())
        {
            return await OpenSshProcess.StartAsync(new OpenSshArguments(known).For(command), known.Timeout, cancellationToken).ConfigureAwait(false);
        }

        // Becoming root is up to the command, so it makes no connection of its own.
        var connection = _connections.GetOrAdd(known with { UseSudo = false }, Connection);
        return await connection.ConnectAsync(cancellationToken).ConfigureAwait(false) is { } trouble
            ? new SshShell(
                Stream.Null,
                Stream.Null,
                stop => OpenSshProcess.ExplainAsync(trouble, destination, new OpenSshArguments(known) { LogLevel = "DEBUG1" }, stop),
                () => ValueTask.CompletedTask)
            : await OpenSshProcess.StartAsync(new OpenSshArguments(known, connection.Socket).For(command), known.Timeout, cancellationToken)
                .ConfigureAwait(false);
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (!_folder.IsValueCreated)
        {
            return;
        }

        await Task.WhenAll(_connections.Values.Select(connection => connection.DisposeAsync().AsTask())).ConfigureAwait(false);
        await _agents.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(_folder.Value, recursive: true);
    }

    private SharedConnection Connection(SshDestination destination) => new(
        destination, Path.Combine(_folder.Value, Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture)), IdleSeconds);

    // The client reads hosts to trust from files only.
    private SshDestination WithKnownHosts(SshDestination destination)
    {
        if (destination.KnownHosts is not { } lines)
        {
            return destination;
        }

        var octets = Encoding.UTF8.GetBytes(lines);
        var path = Path.Combine(_folder.Value, $"known-{Convert.ToHexString(SHA256.HashData(octets))}");
        if (!File.Exists(path))
        {
            // A client must never read half of it.
            var part = Path.Combine(_folder.Value, Path.GetRandomFileName());
            File.WriteAllBytes(part, octets);
            File.Move(part, path, overwrite: true);
        }

        return destination with { KnownHosts = null, KnownHostsFile = path };
    }
}
