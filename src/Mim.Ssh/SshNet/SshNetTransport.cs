using System.Collections.Concurrent;
using Mim.Core;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Ssh.SshNet;

/// <summary>
/// SSH.NET with one connection a host, which every program there goes through. It needs no client on this machine and knows none's
/// configuration: names are those of DNS, keys are in files without a passphrase, hosts are trusted by lines or files of known hosts, and
/// nothing goes through jump hosts.
/// </summary>
public sealed class SshNetTransport : ILogsInWithPasswords, IDisposable
{
    private readonly ConcurrentDictionary<SshDestination, SshNetConnection> _connections = new();

    public async ValueTask<SshShell> OpenAsync(SshDestination destination, string command, CancellationToken cancellationToken)
    {
        Enforce(destination);
        var connection = _connections.GetOrAdd(destination with { UseSudo = false }, made => new SshNetConnection(made));
        try
        {
            return await SshNetProgram.StartAsync(
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false), command, cancellationToken).ConfigureAwait(false);
        }
        catch (MachineUnreachableException trouble)
        {
            return new SshShell(Stream.Null, Stream.Null, _ => ValueTask.FromResult(new SshEnd(null, trouble)), () => ValueTask.CompletedTask);
        }
    }

    public void Dispose()
    {
        foreach (var connection in _connections.Values)
        {
            connection.Dispose();
        }
    }

    private static void Enforce(SshDestination destination)
    {
        foreach (var word in new[] { destination.Host, destination.User ?? "user" })
        {
            if (word.Length == 0 || word[0] == '-' || word.Any(char.IsControl))
            {
                throw new MimException(MimErrorCause.InvalidArgument, $"'{word}' is no host or user of SSH.", word);
            }
        }

        if (destination.Hops is [var hop, ..])
        {
            throw hop.Host is ['-', ..] || hop.Host.Length == 0
                ? new MimException(MimErrorCause.InvalidArgument, $"'{hop.Host}' is no host of SSH.", hop.Host)
                : new MimException(
                    MimErrorCause.Unsupported, $"{destination.Host} cannot be logged in to with a password through {hop.Host}: use a key for that.", destination.Host);
        }
    }
}
