using System.Net;

namespace Mim.Core.Ports;

/// <summary>Finds the addresses of host names.</summary>
public interface IHostResolver
{
    /// <summary>Every address of the name, without doubles; none when there is no such name.</summary>
    ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken);
}
