using Mim.Core.Discovery;

namespace Mim.Core.Ports;

/// <summary>Reads the certificate stores of the operating system.</summary>
public interface ICertificateStores
{
    /// <summary>The stores of a place, each with the place: <c>LocalMachine/My</c>. Some may not be there.</summary>
    /// <param name="place"><c>CurrentUser</c> or <c>LocalMachine</c>, optionally with a store: <c>LocalMachine/My</c>.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>.</exception>
    IReadOnlyList<string> StoresOf(string place);

    /// <summary>Every certificate in one of them, which <see cref="FileSighting.Path"/> names; none where it is not there.</summary>
    /// <param name="store">As <see cref="StoresOf"/> gives it.</param>
    /// <param name="cancellationToken">Stops between certificates.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, <see cref="MimErrorCause.AccessDenied"/>.</exception>
    IEnumerable<FileSighting> Read(string store, CancellationToken cancellationToken);
}
