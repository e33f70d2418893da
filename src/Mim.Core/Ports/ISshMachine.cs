using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Ports;

/// <summary>
/// A machine whose accounts and files can be looked at: this one, or another over SSH. Only reads. One call at a time; what the
/// machine does not answer becomes a <see cref="MachineUnreachableException"/>.
/// </summary>
public interface ISshMachine : IAsyncDisposable
{
    /// <summary>Every account of the machine.</summary>
    Task<IReadOnlyList<SshAccount>> AccountsAsync(CancellationToken cancellationToken);

    /// <summary>What <c>sshd -T</c> says holds for an account; null where no sshd can say.</summary>
    Task<string?> EffectiveConfigurationAsync(string account, CancellationToken cancellationToken);

    /// <summary>
    /// The regular files at these places, in their order, each to be disposed. What is not there gives nothing; what cannot be read
    /// says so. Of private keys on other machines only the part before the secret comes.
    /// </summary>
    /// <param name="places">Full paths of files, and of folders with a separator at the end for the files directly within.</param>
    /// <param name="cancellationToken">Ends at once.</param>
    IAsyncEnumerable<SshFile> ReadAsync(IReadOnlyList<string> places, CancellationToken cancellationToken);
}
