using System.Net;

namespace Mim.Core.Discovery;

/// <summary>An answer, with what was asked.</summary>
/// <param name="Target">As the user named it.</param>
/// <param name="IPAddress">The address asked; null when the host has none.</param>
/// <param name="ServerName">The name sent; null for none.</param>
/// <param name="StartTls">How TLS was begun.</param>
/// <param name="Answer">What came of it.</param>
/// <param name="IsOneOfMany">Whether the host has other addresses too.</param>
internal sealed record EndpointSighting(
    EndpointTarget Target, IPAddress? IPAddress, string? ServerName, StartTls StartTls, EndpointAnswer Answer, bool IsOneOfMany = false);
