using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.CrashRunner;

/// <summary>Real logins; one may be the last thing that happens.</summary>
/// <param name="inner">Logs in.</param>
/// <param name="death">Counts.</param>
/// <param name="refusals">So many of the first are refused.</param>
internal sealed class MortalLogin(ISshLogin inner, Death death, int refusals) : ISshLogin
{
    private int _left = refusals;

    public Task<string?> TroubleAsync(
        SshDestination destination, ReadOnlyMemory<byte> publicKey, KeyMaterial privateKey, CancellationToken cancellationToken) =>
        Task.FromResult(death.Around(() => _left-- > 0
            ? "refused."
            : inner.TroubleAsync(destination, publicKey, privateKey, cancellationToken).GetAwaiter().GetResult()));
}
