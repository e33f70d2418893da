using Mim.Core.Identities;

namespace Mim.Core.Tokens;

/// <summary>A token that the store knows.</summary>
/// <param name="Identity">Whose it is.</param>
/// <param name="Version">Which one.</param>
/// <param name="Terms">What it is good for.</param>
/// <param name="IsKeyRevoked">Whether the key that signed it is revoked: it proves nothing any more.</param>
internal sealed record KnownToken(MachineIdentity Identity, CredentialVersion Version, TokenTerms Terms, bool IsKeyRevoked);
