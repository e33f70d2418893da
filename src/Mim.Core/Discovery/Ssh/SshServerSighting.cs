namespace Mim.Core.Discovery.Ssh;

/// <summary>What one server did.</summary>
/// <param name="Target">As the user named it.</param>
/// <param name="Place">Where it was asked; null when the name has no address.</param>
/// <param name="Answer">What came of it.</param>
internal sealed record SshServerSighting(EndpointTarget Target, TargetPlace? Place, SshEndpointAnswer Answer);
