using System.Runtime.CompilerServices;
using Mim.Core.Ports;

namespace Mim.Core.Discovery.Ssh;

/// <summary>Looks at one machine, and says what the inventory knows there and is there no longer.</summary>
internal sealed class SshMachineScan(IInventoryReader inventory, SshDiscoveryParts parts, SshFindings findings)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <param name="destination">Null for this machine.</param>
    /// <param name="cancellationToken">Closes the connection and ends at once.</param>
    public async IAsyncEnumerable<SshKeyFinding> RunAsync(SshDestination? destination, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var machine = parts.Machines.Open(destination);
        await using var closing = machine.ConfigureAwait(false);
        var survey = new SshMachineSurvey(machine);
        var files = survey.FilesAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var ending = files.ConfigureAwait(false);
        MissingPlaces? missing = null;
        while (true)
        {
            var (isMore, trouble) = await NextAsync(files).ConfigureAwait(false);
            if (trouble is not null)
            {
                yield return findings.Of(destination, trouble);
                yield break;
            }

            missing ??= Expect(destination, survey.Places, cancellationToken);
            if (!isMore)
            {
                break;
            }

            using var file = files.Current.File;
            foreach (var finding in In(file, files.Current.Places, destination))
            {
                missing.See(finding.Location);
                yield return finding;
            }
        }

        foreach (var program in survey.Programs)
        {
            yield return findings.Of(destination, survey.Configuration, program);
        }

        var gone = missing.GoneAsync((address, token) => LookAsync(machine, destination, address, token), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var over = gone.ConfigureAwait(false);
        while (true)
        {
            var (isMore, trouble) = await NextAsync(gone).ConfigureAwait(false);
            if (trouble is not null)
            {
                yield return findings.Of(destination, trouble);
            }

            if (!isMore)
            {
                yield break;
            }

            yield return findings.Of(gone.Current, destination);
        }
    }

    private static async ValueTask<(bool IsMore, MachineUnreachableException? Trouble)> NextAsync<T>(IAsyncEnumerator<T> items)
    {
        try
        {
            return (await items.MoveNextAsync().ConfigureAwait(false), null);
        }
        catch (MachineUnreachableException trouble)
        {
            return (false, trouble);
        }
    }

    // Files on another host are known by such scans only. Of this machine's, scans of folders may have told of others.
    private MissingPlaces Expect(SshDestination? destination, IReadOnlyList<string> places, CancellationToken cancellationToken)
    {
        var missing = new MissingPlaces(inventory, findings.PlacesOf(destination), FindingSorts.SshKeys, cancellationToken);
        if (destination is not null)
        {
            missing.ExpectAll();
            return missing;
        }

        foreach (var place in places)
        {
            if (Path.EndsInDirectorySeparator(place))
            {
                missing.ExpectFolder(place, recurse: false);
            }
            else
            {
                missing.ExpectFile(place);
            }
        }

        return missing;
    }

    private IEnumerable<SshKeyFinding> In(SshFile file, IReadOnlyList<SshPlace> places, SshDestination? destination)
    {
        if (file is { Status: FindingStatus.Found, IsCut: false })
        {
            _read.Add(file.Path);
        }

        return findings.In(file, places, destination, parts.Reader);
    }

    private async ValueTask<IReadOnlySet<string>?> LookAsync(
        ISshMachine machine, SshDestination? destination, string address, CancellationToken cancellationToken)
    {
        var path = findings.PlacesOf(destination).PathOf(address);
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        if (_read.Contains(path))
        {
            return addresses;
        }

        await foreach (var file in machine.ReadAsync([path], cancellationToken).ConfigureAwait(false))
        {
            using (file)
            {
                if (file.Status != FindingStatus.Found || file.IsCut)
                {
                    return null;
                }

                addresses.UnionWith(In(file, [new SshPlace(file.Path, null, null)], destination).Select(finding => finding.Location));
            }
        }

        return addresses;
    }
}
