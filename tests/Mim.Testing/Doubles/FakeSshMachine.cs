using System.Runtime.CompilerServices;
using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Doubles;

/// <summary>A machine whose accounts and files are made up. Its files lie at full paths with slashes.</summary>
public sealed class FakeSshMachine : ISshMachine
{
    public IList<SshAccount> Accounts { get; } = [];

    public IDictionary<string, byte[]> Files { get; } = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);

    /// <summary>Files and folders that cannot be read.</summary>
    public ISet<string> Denied { get; } = new HashSet<string>();

    /// <summary>Files of which only the beginning comes.</summary>
    public ISet<string> Cut { get; } = new HashSet<string>();

    /// <summary>What <c>sshd -T</c> says for an account.</summary>
    public Func<string, string?> Effective { get; set; } = _ => null;

    public string this[string path]
    {
        set => Files[path] = Encoding.UTF8.GetBytes(value);
    }

    public Task<IReadOnlyList<SshAccount>> AccountsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<SshAccount>>([.. Accounts]);
    }

    public Task<string?> EffectiveConfigurationAsync(string account, CancellationToken cancellationToken) => Task.FromResult(Effective(account));

    public async IAsyncEnumerable<SshFile> ReadAsync(IReadOnlyList<string> places, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var place in places)
        {
            if (Denied.Contains(place))
            {
                yield return new SshFile { Status = FindingStatus.AccessDenied, Path = place, Place = place, Detail = "Access is denied." };
                continue;
            }

            foreach (var (path, content) in Files.Where(file => IsAt(place, file.Key)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new SshFile
                {
                    Status = FindingStatus.Found,
                    Path = path,
                    Place = place,
                    Content = KeyMaterial.CopyOf(content),
                    IsCut = Cut.Contains(path),
                    Owner = "root",
                    Permissions = "rw-r--r--",
                };
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsAt(string place, string path) =>
        path == place || (place.EndsWith('/') && path.StartsWith(place, StringComparison.Ordinal) && !path[place.Length..].Contains('/', StringComparison.Ordinal));
}
