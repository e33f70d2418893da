using Mim.Core.Identities;

namespace Mim.Core.Tokens;

/// <summary>A token that the store knows.</summary>
internal sealed record KnownToken(MachineIdentity Identity, CredentialVersion Version, TokenTerms Terms);
