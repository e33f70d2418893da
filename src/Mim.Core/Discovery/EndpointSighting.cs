namespace Mim.Core.Discovery;

/// <summary>An answer, with what was asked.</summary>
/// <param name="Target">As the user named it.</param>
/// <param name="Place">Where it was asked; null when the host has no address.</param>
/// <param name="ServerName">The name sent; null for none.</param>
/// <param name="StartTls">How TLS was begun.</param>
/// <param name="Answer">What came of it.</param>
internal sealed record EndpointSighting(EndpointTarget Target, TargetPlace? Place, string? ServerName, StartTls StartTls, EndpointAnswer Answer);
