using Mim.Core.Discovery;

namespace Mim.Core.Ports;

/// <summary>Reads the certificate stores of the operating system.</summary>
public interface ICertificateStores
{
    /// <summary>Every certificate in the stores of that place, one after the other; <see cref="FileSighting.Path"/> names the store.</summary>
    /// <param name="place"><c>CurrentUser</c> or <c>LocalMachine</c>, optionally with a store: <c>LocalMachine/My</c>.</param>
    /// <param name="cancellationToken">Stops between certificates.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, <see cref="MimErrorCause.AccessDenied"/>.</exception>
    IEnumerable<FileSighting> Read(string place, CancellationToken cancellationToken);
}
