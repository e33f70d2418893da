using System.Runtime.CompilerServices;

namespace Mim.Core.Discovery.Ssh;

/// <summary>Looks at one machine.</summary>
internal sealed class SshMachineScan(SshDiscoveryParts parts, SshFindings findings)
{
    /// <param name="destination">Null for this machine.</param>
    /// <param name="cancellationToken">Closes the connection and ends at once.</param>
    public async IAsyncEnumerable<SshKeyFinding> RunAsync(SshDestination? destination, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var machine = parts.Machines.Open(destination);
        await using var closing = machine.ConfigureAwait(false);
        var files = new SshMachineSurvey(machine).FilesAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var ending = files.ConfigureAwait(false);
        while (true)
        {
            var (isMore, trouble) = await NextAsync(files).ConfigureAwait(false);
            if (trouble is not null)
            {
                yield return findings.Of(destination?.Host ?? Environment.MachineName, trouble);
            }

            if (!isMore)
            {
                yield break;
            }

            using var file = files.Current.File;
            foreach (var finding in findings.In(file, files.Current.Places, destination?.Host, parts.Reader))
            {
                yield return finding;
            }
        }
    }

    private static async ValueTask<(bool IsMore, MachineUnreachableException? Trouble)> NextAsync<T>(IAsyncEnumerator<T> files)
    {
        try
        {
            return (await files.MoveNextAsync().ConfigureAwait(false), null);
        }
        catch (MachineUnreachableException trouble)
        {
            return (false, trouble);
        }
    }
}
