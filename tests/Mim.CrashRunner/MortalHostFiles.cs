using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.CrashRunner;

/// <summary>The real files of this machine; reading or replacing one may be the last thing that happens.</summary>
internal sealed class MortalHostFiles(IHostFiles inner, Death death) : IHostFiles
{
    public Task<HostFile?> ReadAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult(death.Around(() => inner.ReadAsync(path, cancellationToken).GetAwaiter().GetResult()));

    public Task ReplaceAsync(string path, HostFile? before, HostFile? after, CancellationToken cancellationToken) => Task.FromResult(death.Around(() =>
    {
        inner.ReplaceAsync(path, before, after, cancellationToken).GetAwaiter().GetResult();
        return true;
    }));
}
