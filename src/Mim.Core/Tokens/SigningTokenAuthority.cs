using Mim.Core.Identities;

namespace Mim.Core.Tokens;

/// <summary>An authority that can sign, with its current key.</summary>
internal sealed record SigningTokenAuthority(MachineIdentity Identity, CredentialVersion Version, TokenAuthorityTemplate Template);
