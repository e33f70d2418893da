namespace Mim.Core.Delivery;

/// <summary>The identity that a host is logged in to with: a key of SSH, a certificate of SSH, or a secret that is a password.</summary>
/// <param name="IdentityId">Whose current version it is.</param>
/// <param name="Name">Its name when that was said, for people.</param>
public sealed record HostLogIn(Guid IdentityId, string Name);
