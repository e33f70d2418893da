using System.Net;

namespace Mim.Core.Discovery;

/// <summary>One of the places that a target stands for.</summary>
/// <param name="Address">Where to ask.</param>
/// <param name="Endpoint">The target; by its address where it has several, as these may show different things.</param>
internal readonly record struct TargetPlace(IPAddress Address, EndpointTarget Endpoint);
