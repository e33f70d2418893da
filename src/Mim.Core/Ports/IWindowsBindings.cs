using Mim.Core.Delivery;

namespace Mim.Core.Ports;

/// <summary>What serves certificates out of the stores of this machine's Windows. Windows names a certificate by its SHA-1.</summary>
public interface IWindowsBindings
{
    /// <summary>SHA-1 of the certificate that it serves, in upper-case hexadecimal; null for none.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: there is no such listener, or Windows does not answer.</exception>
    Task<string?> ReadAsync(WindowsBinding binding, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Has it serve another certificate from now on; connections that are open stay.</summary>
    /// <param name="binding">What.</param>
    /// <param name="thumbprint">SHA-1 in hexadecimal; null for none.</param>
    /// <param name="store">Where that lies, as in <c>LocalMachine/My</c>.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: Windows does not take it.</exception>
    Task BindAsync(WindowsBinding binding, string? thumbprint, string store, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>SHA-1 of every certificate that anything is bound to, ours or not, in upper-case hexadecimal.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>.</exception>
    Task<IReadOnlySet<string>> InUseAsync(TimeSpan timeout, CancellationToken cancellationToken);
}
