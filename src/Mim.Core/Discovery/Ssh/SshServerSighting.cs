using System.Net;

namespace Mim.Core.Discovery.Ssh;

/// <summary>What one server did.</summary>
/// <param name="Target">As it was named.</param>
/// <param name="Address">Null when the name has none.</param>
/// <param name="Answer">What came of it.</param>
internal sealed record SshServerSighting(EndpointTarget Target, IPAddress? Address, SshEndpointAnswer Answer);
